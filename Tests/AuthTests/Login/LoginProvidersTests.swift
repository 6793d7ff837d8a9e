import HTTP
import JSON
import Telemetry
import Testing

@testable import Auth

/// Providers as they are: their metadata, their hosts, and what their answers look like.
@Suite struct LoginProvidersTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var issuer: String
        var metadata: JSONObject
        var claims: JSONObject
        var listed: [String] = []
        var issuerOfTokens: String?
        var audience: String?
    }

    private static let cases: [Case] = [
        Case(
            testDescription: "Google",
            issuer: "https://accounts.google.com",
            metadata: [
                "authorization_endpoint": "https://accounts.google.com/o/oauth2/v2/auth",
                "token_endpoint": "https://oauth2.googleapis.com/token",
                "jwks_uri": "https://www.googleapis.com/keys",
                "token_endpoint_auth_methods_supported": ["client_secret_post", "client_secret_basic"],
            ],
            claims: ["azp": "client", "email": "ada@example.com"],
            listed: ["accounts.google.com", "*.googleapis.com"]
        ),
        Case(
            testDescription: "Microsoft Entra",
            issuer: "https://login.microsoftonline.com/9999/v2.0",
            metadata: [
                "authorization_endpoint": "https://login.microsoftonline.com/9999/oauth2/v2.0/authorize",
                "token_endpoint": "https://login.microsoftonline.com/9999/oauth2/v2.0/token",
                "jwks_uri": "https://login.microsoftonline.com/9999/discovery/v2.0/keys",
                "token_endpoint_auth_methods_supported": ["client_secret_post", "private_key_jwt"],
            ],
            claims: ["preferred_username": "ada@example.com", "tid": "9999", "ver": "2.0"]
        ),
        Case(
            testDescription: "Auth0",
            issuer: "https://tenant.eu.auth0.com",
            metadata: [
                "authorization_endpoint": "https://tenant.eu.auth0.com/authorize",
                "token_endpoint": "https://tenant.eu.auth0.com/oauth/token",
                "jwks_uri": "https://tenant.eu.auth0.com/.well-known/jwks.json/keys",
            ],
            claims: ["nickname": "ada", "name": "ada@example.com"],
            issuerOfTokens: "https://tenant.eu.auth0.com/",
            audience: "https://mcp.example.com/mcp"
        ),
        Case(
            testDescription: "Keycloak",
            issuer: "http://keycloak.internal:8080/realms/main",
            metadata: [
                "authorization_endpoint": "http://keycloak.internal:8080/realms/main/auth",
                "token_endpoint": "http://keycloak.internal:8080/realms/main/token",
                "jwks_uri": "http://keycloak.internal:8080/realms/main/keys",
                "authorization_response_iss_parameter_supported": true,
            ],
            claims: ["azp": "client", "typ": "ID", "preferred_username": "ada@example.com"]
        ),
    ]

    @Test(arguments: cases)
    func `people log in`(at provider: Case) async throws {
        let issuer = provider.issuerOfTokens ?? provider.issuer
        let fake = TestProvider { behavior in
            behavior.metadata = provider.metadata
            behavior.metadata["issuer"] = .string(issuer)
            behavior.claims = provider.claims
            behavior.claims?["iss"] = .string(issuer)
            behavior.claims?["sub"] = "u1"
            behavior.claims?["aud"] = "client"
            behavior.claims?["exp"] = .int(testNow + 60)
        }
        let url = try #require(HTTPURL(provider.issuer))
        let hosts = AllowedHosts(provider.listed.compactMap(DomainPattern.init), writtenByOperator: [url])
        var browser = try TestBrowser(fake, issuer: url, hosts: hosts) { $0.audience = provider.audience }
        #expect(await browser.begin().status == .found)
        #expect(browser.location.hasPrefix("\(provider.metadata["authorization_endpoint"]?.string ?? "")?"))
        #expect(browser.sentTo?["audience"] == provider.audience)
        let named = FormFields([("iss", issuer)]).text
        let response = await browser.finish("code=good&state=\(browser.state)&\(named)")
        #expect(response.status == .ok)
        #expect(response.text.contains("ada@example.com"))
    }
}
