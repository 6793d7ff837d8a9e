import HTTP
import JSON
import Telemetry
import Testing

@testable import Auth

@Suite struct AuthenticationSettingsTests {
    private let issuer = TestIssuer()
    private let spy = Spy()

    private func gate(_ settings: LocalJWTSettings) -> Authentication {
        Authentication(settings, challenge: Challenge(), client: issuer, time: .standing(), log: .silent)
    }

    private func status(_ settings: LocalJWTSettings, _ token: [UInt8]) async -> Int {
        await status(gate(settings), token)
    }

    private func status(_ gate: Authentication, _ token: [UInt8]) async -> Int {
        let routes = [Route.any("/", spy)].behind([gate])
        let fields: HTTPFields = [.authorization: "Bearer \(String(decoding: token, as: UTF8.self))"]
        return await Router(routes).respond(to: HTTPRequest(.post, "/", fields: fields)).status.code
    }

    @Test func `issuers are discovered, or share a secret`() async {
        let secret = "0123456789abcdef0123456789abcdef"
        var settings = LocalJWTSettings()
        settings.issuers = [
            IssuerSettings(TestIssuer.name, audiences: ["https://mcp.example.com"]),
            IssuerSettings("internal", keys: .shared(Secret(secret)), audiences: ["a"]),
        ]
        #expect(await status(settings, TestKey().token(claims())) == 200)
        #expect(await status(settings, TestKey().token(claims(["aud": "a"]))) == 401)
        let shared = claims(["iss": "internal", "aud": "a"])
        #expect(await status(settings, secretToken(shared, Array(secret.utf8))) == 200)
        #expect(await status(settings, TestKey().token(shared)) == 401)
        #expect(spy.passed == ["ana", "ana"])
    }

    @Test func `opaque tokens go to whom the settings name`() async throws {
        let url = "https://login.example.com/introspect"
        var settings = LocalJWTSettings()
        settings.introspection = IntrospectionSettings(
            try #require(HTTPURL(url)),
            clientID: "mcp",
            clientSecret: Secret("x"),
            issuer: TestIssuer.name,
            audiences: []
        )
        issuer[url] = claims(["active": true])
        #expect(await status(settings, Array("opaque".utf8)) == 200)
        issuer[url] = ["active": false]
        #expect(await status(settings, Array("another".utf8)) == 401)
    }

    @Test func `an issuer that refused a token is not asked about it again at once`() async throws {
        let url = try #require(HTTPURL("https://login.example.com/introspect"))
        issuer[url.text] = ["active": false]
        issuer["\(url.text)?access_token=bad"] = ["error": "invalid_token"]
        var (rfc7662, google) = (LocalJWTSettings(), LocalJWTSettings())
        let secret = Secret("x")
        rfc7662.introspection = IntrospectionSettings(
            url,
            clientID: "mcp",
            clientSecret: secret,
            issuer: TestIssuer.name,
            audiences: []
        )
        google.tokenInfo = TokenInfoSettings(url, issuer: TestIssuer.name, audiences: ["app"])
        for (index, gate) in [gate(rfc7662), gate(google)].enumerated() {
            for _ in 0..<3 { #expect(await status(gate, Array("bad".utf8)) == 401) }
            #expect(issuer.asked.count == index + 1)
        }
    }
}
