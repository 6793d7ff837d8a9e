import Auth
import HTTP
import TOML
import Testing

@testable import App

@Suite struct OAuthSectionsTests {
    private let resource = """
        [oauth_protected_resource]
        enabled = true
        resource = "https://mcp.example.com/mcp"
        auth_servers = ["https://login.example.com"]
        jwks_uri = "https://login.example.com/keys"
        scopes_supported = ["openid"]
        resource_tos_uri = "https://mcp.example.com/terms"

        """

    @Test func `a protected resource is read`() throws {
        let text = ConfigurationText(resource)
        #expect(text.problems.isEmpty)
        let settings = try #require(text.configuration.protectedResource)
        #expect(settings.resource.text == "https://mcp.example.com/mcp")
        #expect(settings.authorizationServers.map(\.text) == ["https://login.example.com"])
        #expect(settings.scopes == ["openid"])
        #expect(!settings.requiresDPoP && !settings.bindsTokensToCertificates)
        #expect(settings.termsOfService?.text == "https://mcp.example.com/terms")
        #expect(settings.bearerMethods.isEmpty)
    }

    @Test func `an enabled one must be whole, a disabled one need not`() {
        #expect(ConfigurationText("[oauth_protected_resource]\nenabled = true").errors.count == 4)
        #expect(ConfigurationText("[oauth_protected_resource]\nenabled = false\nresource = 'x'").problems.isEmpty)
        #expect(
            ConfigurationText("[oauth_protected_resource]").errors == ["missing key 'oauth_protected_resource.enabled'"]
        )
    }

    @Test func `domains below it count, with a warning`() throws {
        let text = ConfigurationText(resource + "oauth_whitelist_domains = ['a.example']")
        #expect(text.configuration.oauthDomains == [try #require(DomainPattern("a.example"))])
        #expect(text.warnings == ["'oauth_whitelist_domains' stands in the wrong table"])
    }

    @Test func `domains in both places are not guessed about`() {
        let text = ConfigurationText(
            "oauth_whitelist_domains = ['a.example']\n" + resource + "oauth_whitelist_domains = []"
        )
        #expect(text.errors == ["unknown key 'oauth_protected_resource.oauth_whitelist_domains'"])
        #expect(text.problems.first?.suggestion == "it belongs at the top of the file, above the first [table]")
    }

    @Test func `an authorization server needs an issuer`() {
        let table = "[oauth_authorization_server]\nenabled = true\n"
        let issuer = "issuer_uri = 'https://login.example.com'"
        #expect(
            ConfigurationText(table + issuer).configuration.authorizationServer?.issuer.text
                == "https://login.example.com"
        )
        #expect(ConfigurationText(table).errors == ["missing key 'oauth_authorization_server.issuer_uri'"])
        #expect(ConfigurationText(table + "issuer_uri = 'ftp://x'").errors.count == 1)
    }

    @Test(arguments: ["dpop_bound_access_tokens_required", "tls_client_certificate_bound_access_tokens"])
    func `a promise that is not kept is refused`(key: String) {
        #expect(ConfigurationText(resource + "\(key) = false").problems.isEmpty)
        #expect(ConfigurationText(resource + "\(key) = true").errors.count == 1)
        #expect(
            ConfigurationText((resource + "\(key) = true").replacing("enabled = true", with: "enabled = false")).errors
                .isEmpty
        )
    }

    @Test func `a suffix is a path`() {
        #expect(
            ConfigurationText(resource + "url_suffix = '/mcp'").configuration.protectedResource?.urlSuffix == "/mcp"
        )
        for suffix in ["mcp", "/mcp/", "/a b", "/a?b"] {
            #expect(ConfigurationText(resource + "url_suffix = '\(suffix)'").errors.count == 1, "\(suffix)")
        }
    }

    @Test func `a list of domains holds hosts`() {
        #expect(ConfigurationText("oauth_whitelist_domains = ['a.example', '*.b.example', 'c:8443']").problems.isEmpty)
        #expect(ConfigurationText("oauth_whitelist_domains = ['https://a.example']").errors.count == 1)
        #expect(ConfigurationText("oauth_whitelist_domains = ['*']").errors.count == 1)
    }
}
