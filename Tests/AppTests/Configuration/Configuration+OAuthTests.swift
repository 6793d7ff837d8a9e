import HTTP
import Testing

@testable import App
@testable import Auth

@Suite struct ConfigurationOAuthTests {
    private let text =
        LocalTokens.begin + """
            [middleware.jwt.validation.local]
            issuer = "https://one.internal/realm"
            audience = "mcp"
            [[middleware.jwt.validation.local.issuers]]
            issuer = "two"
            jwks_uri = "https://two.internal:8443/keys"
            [server.transport.http]
            public_url = "https://mcp.example.com"
            [auth]
            client_id = "a"
            client_secret = "b"

            """

    @Test func `a document may lead to every host that the file names, and to no other`() throws {
        let read = ConfigurationText(text)
        #expect(read.problems.isEmpty)
        let hosts = read.configuration.allowedHosts
        for (url, isAllowed) in [
            ("https://one.internal/token", true), ("https://two.internal:8443/x", true),
            ("https://two.internal/x", false), ("https://mcp.example.com/x", false), ("https://three.internal", false),
        ] {
            let rule = hosts.rule(for: try #require(HTTPURL(url)), namedBy: .document)
            #expect((rule != nil) == isAllowed, "\(url)")
        }
    }

    @Test func `the login completes itself from what other tables say`() {
        let login = ConfigurationText(text).configuration.login
        #expect(login?.redirectURI?.text == "https://mcp.example.com/callback")
        guard case .oidc(let issuer) = login?.provider else { return #expect(Bool(false)) }
        #expect(issuer.text == "https://one.internal/realm")
    }

    @Test func `without anything to complete it from it stays incomplete`() {
        let login = ConfigurationText("[auth]\nclient_id = 'a'\nclient_secret = 'b'").configuration.login
        #expect(login?.redirectURI == nil && login?.provider == nil && login?.resource == nil)
    }
}
