import HTTP
import JSON
import Telemetry
import Testing

@testable import Auth

@Suite struct AuthorizationServerTests {
    private let issuer = TestIssuer()

    private func answer(asking client: (any HTTPClient)? = nil) async throws -> (status: Int, body: JSONValue) {
        let url = try #require(HTTPURL(TestIssuer.name))
        let document = IssuerDocument(of: url, from: client ?? issuer, time: .standing(), log: .silent)
        return try body(await PublicDocument.metadata(of: document).respond(to: HTTPRequest(.get, "/x")))
    }

    private func body(_ response: HTTPResponse) throws -> (status: Int, body: JSONValue) {
        guard case .bytes(let bytes) = response.body else { return (response.status.code, .null) }
        return (response.status.code, try JSONValue(parsing: bytes))
    }

    @Test func `the issuer's metadata is passed on without what is sensitive`() async throws {
        issuer[TestIssuer.name + "/.well-known/openid-configuration"] = [
            "issuer": .string(TestIssuer.name), "token_endpoint": "https://login.example.com/token",
            "client_secret": "s", "private_key_jwt": "s", "registration_access_token": "s",
            "introspection_endpoint_auth_signing_alg_values_supported": ["RS256"],
        ]
        let (status, body) = try await answer()
        #expect(status == 200)
        #expect(
            body == ["issuer": .string(TestIssuer.name), "token_endpoint": "https://login.example.com/token"]
        )
    }

    @Test func `without it the status says why, and nothing of the issuer's answer`() async throws {
        let disabled = await PublicDocument.metadata(of: nil as IssuerDocument?).respond(to: HTTPRequest(.get, "/x"))
        #expect(try body(disabled) == (404, ["detail": "OAuth authorization server not enabled"]))
        issuer.isDown = true
        #expect(try await answer() == (502, ["detail": "Error fetching OpenID config"]))
        let list = AllowedHosts([try #require(DomainPattern("a.example"))], writtenByOperator: [])
        let guarded = GuardedClient(issuer, to: list, log: .silent)
        #expect(try await answer(asking: guarded) == (403, ["detail": "Issuer URI not in allowed domains"]))
    }
}
