import JSON
import Testing

@testable import Auth

@Suite struct ClaimsTests {
    @Test func `a payload is an object without repetitions`() {
        #expect(throws: TokenError.malformed) { _ = try Claims(Array("[]".utf8)) }
        #expect(throws: TokenError.malformed) { _ = try Claims(Array("text".utf8)) }
        #expect(throws: TokenError.malformed) { _ = try Claims(Array(#"{"a":1,"a":1}"#.utf8)) }
    }

    @Test func `fractions are rounded to the safe side`() throws {
        let claims = Claims(["exp": 10.9, "nbf": 10.1])
        #expect(try claims.date("exp", rounded: .down) == 10)
        #expect(try claims.date("nbf", rounded: .up) == 11)
        #expect(try claims.date("iat", rounded: .up) == nil)
    }

    @Test func `a path finds its value, dots in names and all`() {
        let claims = Claims([
            "realm_access": ["roles": ["a"]], "resource_access": ["my.client": ["roles": ["b"]]],
            "https://example.com/roles": ["c"],
        ])
        #expect(claims.value(at: "realm_access.roles") == ["a"])
        #expect(claims.value(at: "resource_access.my.client.roles") == ["b"])
        #expect(claims.value(at: "https://example.com/roles") == ["c"])
        #expect(claims.value(at: "realm_access.other") == nil)
        #expect(claims.value(at: "realm_access.roles.a") == nil)
    }
}
