import HTTP
import JSON
import Testing

@testable import Auth

@Suite struct IdentityRulesTests {
    @Test(
        arguments: [
            (["scope": "a b"], ["a", "b"]), (["scope": ["a", "b"]], ["a", "b"]), (["scp": "a"], ["a"]),
            (["scp": ["a b"]], ["a b"]), (["permissions": ["x"], "scope": "a", "scp": ["s"]], ["x", "a", "s"]),
            (["scope": 5], []), ([:], []), (["scope": ""], []), (["roles": ["admin"]], []),
        ] as [(JSONObject, Set<String>)]
    )
    func `scopes are the union of where issuers write them`(claims: JSONObject, scopes: Set<String>) {
        #expect(IdentityRules().scopes(of: Claims(claims)) == scopes)
    }

    @Test func `roles count when the configuration says so`() {
        var rules = IdentityRules()
        rules.roleClaims = ["realm_access.roles", "groups"]
        let claims: JSONObject = ["realm_access": ["roles": ["admin"]], "groups": "one two", "scope": "a"]
        #expect(rules.scopes(of: Claims(claims)) == ["admin", "one", "two", "a"])
    }

    @Test func `a scope grants what it implies, wherever it stands`() {
        var rules = IdentityRules()
        rules.roleClaims = ["groups"]
        rules.implied = ImpliedScopes(["admin": ["read"]])
        #expect(rules.scopes(of: Claims(["groups": ["admin"]])) == ["admin", "read"])
    }

    @Test func `tools see what is exposed, conditions see all`() throws {
        var rules = IdentityRules()
        rules.exposed = .only(["email"])
        let claims: JSONObject = ["sub": "ana", "email": "a@b.c", "secret": 1, "scope": "a", "roles": ["r"]]
        let identity = try rules.identity(Claims(claims), issuer: "i", until: 5)
        #expect(identity.claims == ["email": "a@b.c", "scope": "a", "roles": ["r"]])
        #expect(identity.payload == claims)
        #expect(identity.expires == 5)
    }

    @Test(arguments: [["azp": "robot"], ["client_id": "robot", "sub": .null]] as [JSONObject])
    func `a client that acts for itself is known by its id`(claims: JSONObject) throws {
        #expect(try IdentityRules().identity(Claims(claims), issuer: "i", until: nil).subject == "client:robot")
    }

    @Test(arguments: [["sub": ""], ["sub": .null], ["sub": 7, "azp": "robot"]] as [JSONObject])
    func `without a subject or with one that is no text there is nobody`(claims: JSONObject) {
        #expect(throws: TokenError.malformed) {
            _ = try IdentityRules().identity(Claims(claims), issuer: "", until: nil)
        }
    }

    @Test func `whatever people choose for their sub, no two principals have one name`() throws {
        let names: [JSONObject] = [
            ["client_id": "robot"], ["sub": "client:robot"], ["sub": "sub:client%3Arobot"], ["sub": "robot"],
            ["sub": "Jos\u{E9}"], ["sub": "Jose\u{301}"], ["sub": "sub:Jose%CC%81"], ["sub": "\u{212A}ing"],
            ["sub": "King"],
        ]
        let subjects = try names.map { try IdentityRules().identity(Claims($0), issuer: "i", until: nil).subject }
        #expect(Set(subjects).count == names.count)
        #expect(subjects[3] == "robot" && subjects[4] == "Jos\u{E9}" && subjects[5] == "sub:Jose%CC%81")
        #expect(throws: TokenError.malformed) {
            _ = try IdentityRules().identity(Claims(["client_id": "Jose\u{301}"]), issuer: "i", until: nil)
        }
    }

    @Test func `a scope that only looks like another opens nothing`() {
        // The signs for kelvin and for a Greek question are, for `==`, a K and a semicolon.
        let claims: JSONObject = ["scope": "\u{212A}ING \u{E9}t\u{E9} a", "scp": ["x\u{37E}y", "e\u{301}te"]]
        #expect(IdentityRules().scopes(of: Claims(claims)) == ["\u{E9}t\u{E9}", "a"])
    }
}
