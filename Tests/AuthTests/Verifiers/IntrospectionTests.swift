import HTTP
import JSON
import Telemetry
import Testing

@testable import Auth

@Suite struct IntrospectionTests {
    private let issuer = TestIssuer()
    private let url = "https://login.example.com/introspect"

    private func verifier() throws -> Introspection {
        let settings = IntrospectionSettings(
            try #require(HTTPURL(url)),
            clientID: "mcp:1",
            clientSecret: Secret("p w"),
            issuer: TestIssuer.name,
            audiences: ["https://mcp.example.com"]
        )
        return Introspection(
            settings,
            client: issuer,
            rules: ClaimRules(),
            identities: IdentityRules(),
            time: .standing()
        )
    }

    private func verify(_ answer: JSONObject?) async throws -> VerifiedToken {
        issuer[url] = answer
        return try await verifier().verify(BearerToken(Array("opaque+/=".utf8)))
    }

    @Test func `the issuer's word is the identity`() async throws {
        let token = try await verify(claims(["active": true]))
        #expect(token.identity.subject == "ana" && token.identity.scopes == ["tool:user"])
        #expect(token.goodUntil == now + 30)
        let request = try #require(issuer.asked.first)
        #expect(request.method == .post && request.fields[.authorization] == "Basic bWNwJTNBMTpwJTIwdw==")
        #expect(request.body == Array("token=opaque%2B%2F%3D&token_type_hint=access_token".utf8))
    }

    @Test(
        arguments: [
            (["active": false], .inactive), ([:], .inactive), (["active": "true"], .inactive),
            (claims(["active": true, "exp": .int(now - 100)]), .expired),
            (claims(["active": true, "aud": "other"]), .wrongAudience),
            (claims(["active": true, "iss": "https://evil.example.com"]), .wrongIssuer),
            (claims(["active": true, "cnf": [:]]), .boundToKey),
            (claims(["active": true, "typ": "Refresh"]), .notAnAccessToken),
            (claims(["active": true, "nonce": "n"]), .notAnAccessToken),
            (claims(["active": true, "token_type": "DPoP"]), .notAnAccessToken),
            (claims(["active": true, "token_use": "refresh_token"]), .notAnAccessToken),
            (["active": true, "aud": "https://mcp.example.com", "sub": "a", "exp": .null], .malformed),
            (["active": true, "aud": "https://mcp.example.com", "sub": "a", "nbf": .int(now + 61)], .notYetValid),
            (["active": true, "aud": "https://mcp.example.com", "sub": "a", "iat": .int(now + 61)], .notYetValid),
        ] as [(JSONObject, TokenError)]
    )
    func `every other word refuses`(answer: JSONObject, error: TokenError) async {
        await #expect(throws: error) { _ = try await verify(answer) }
    }

    @Test func `a token without an end is good for as long as the answer holds`() async throws {
        let token = try await verify([
            "active": true, "aud": "https://mcp.example.com", "sub": "a", "token_type": "Bearer", "nbf": .int(now),
        ])
        #expect(token.identity.expires == nil && token.goodUntil == now + 30)
    }

    @Test func `without an answer nobody can say`() async {
        await #expect(throws: TokenError.undecided(retryAfter: 5)) { _ = try await verify(nil) }
        issuer.isDown = true
        await #expect(throws: TokenError.undecided(retryAfter: 5)) { _ = try await verify(claims(["active": true])) }
    }
}
