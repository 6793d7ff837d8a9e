import HTTP
import JSON
import Testing

@testable import Auth

@Suite struct TokenInfoTests {
    private let issuer = TestIssuer()
    private let place = "https://oauth2.googleapis.com/tokeninfo"
    private let token = "ya29.c.b0+/"

    private func verify(_ answer: JSONObject?, _ token: String? = nil) async throws -> VerifiedToken {
        issuer[place + "?access_token=ya29.c.b0%2B%2F"] = answer
        let url = try #require(HTTPURL(place))
        let settings = TokenInfoSettings(url, issuer: "https://accounts.google.com", audiences: ["1.apps", "2.apps"])
        let verifier = TokenInfo(
            settings,
            client: issuer,
            rules: ClaimRules(),
            identities: IdentityRules(),
            time: .standing()
        )
        return try await verifier.verify(BearerToken(Array((token ?? self.token).utf8)))
    }

    /// As Google answers, changed by `changes`; `null` takes one away.
    private static func answer(_ changes: JSONObject = [:]) -> JSONObject {
        var answer: JSONObject = [
            "azp": "1.apps", "aud": "1.apps", "sub": "1234", "scope": "openid https://www.googleapis.com/auth/drive",
            "exp": .string("\(now + 600)"), "expires_in": "600", "email": "ana@example.com", "email_verified": "true",
        ]
        for change in changes.members { answer[change.key] = change.value == .null ? nil : change.value }
        return answer
    }

    @Test func `a token of one of the clients is its user's`() async throws {
        let token = try await verify(Self.answer())
        #expect(token.identity.subject == "1234" && token.identity.issuer == "https://accounts.google.com")
        #expect(token.identity.scopes == ["openid", "https://www.googleapis.com/auth/drive"])
        #expect(token.identity.payload["email_verified"] == true)
        #expect(token.identity.expires == now + 600 && token.goodUntil == now + 30)
        #expect(issuer.asked.count == 1 && issuer.asked.first?.method == .get)
    }

    @Test(
        arguments: [
            (answer(["aud": "3.apps"]), .wrongAudience), (answer(["aud": .null]), .wrongAudience),
            (answer(["exp": .string("\(now - 61)")]), .expired), (answer(["exp": .null]), .malformed),
            (answer(["exp": "soon"]), .malformed), (answer(["sub": .null]), .malformed),
            (answer(["sub": ""]), .malformed), (["error": "invalid_token"], .inactive),
            (answer(["error_description": "Invalid Value"]), .inactive),
        ] as [(JSONObject, TokenError)]
    )
    func `everything else refuses`(answer: JSONObject, error: TokenError) async {
        await #expect(throws: error) { _ = try await verify(answer) }
    }

    @Test func `without an answer nobody can say`() async {
        await #expect(throws: TokenError.silence) { _ = try await verify(nil) }
        issuer.isDown = true
        await #expect(throws: TokenError.silence) { _ = try await verify(Self.answer()) }
    }

    @Test(arguments: [HTTPStatus.badRequest, .unauthorized])
    func `a status that says no is a no`(status: HTTPStatus) async throws {
        struct Refusing: HTTPClient {
            let status: HTTPStatus
            func send(_ request: HTTPClientRequest) async throws(HTTPClientError) -> HTTPClientResponse {
                HTTPClientResponse(status, body: JSONValue.object(TokenInfoTests.answer()).bytes)
            }
        }
        let settings = TokenInfoSettings(try #require(HTTPURL(place)), issuer: "i", audiences: ["1.apps"])
        let verifier = TokenInfo(
            settings,
            client: Refusing(status: status),
            rules: ClaimRules(),
            identities: IdentityRules(),
            time: .standing()
        )
        await #expect(throws: TokenError.inactive) { _ = try await verifier.verify(BearerToken(Array("a".utf8))) }
    }

    @Test(arguments: ["", "a b", "a&aud=1.apps", String(repeating: "a", count: 4097)])
    func `what is no token is not asked about`(token: String) async {
        await #expect(throws: TokenError.malformed) { _ = try await verify(Self.answer(), token) }
        #expect(issuer.asked.isEmpty)
    }
}
