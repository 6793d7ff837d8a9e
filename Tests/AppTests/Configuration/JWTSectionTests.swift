import Auth
import HTTP
import TOML
import Telemetry
import Testing

@testable import App

@Suite struct JWTSectionTests {
    private let enabled = "[middleware.jwt]\nenabled = true\n"
    private let local = """
        [middleware.jwt]
        enabled = true
        [middleware.jwt.validation]
        strategy = 'local'
        [middleware.jwt.validation.local]

        """
    private let issuer = "issuer = 'https://a.example'\naudience = 'https://mcp.example.com'\n"

    private func settings(_ text: String) -> LocalJWTSettings? {
        let read = ConfigurationText(text)
        #expect(read.problems.isEmpty)
        return if case .local(let local) = read.configuration.jwt { local } else { nil }
    }

    @Test func `half a configuration is refused`() {
        #expect(ConfigurationText(enabled).errors.contains("missing key 'middleware.jwt.validation.strategy'"))
        #expect(ConfigurationText("[middleware.jwt]").errors == ["missing key 'middleware.jwt.enabled'"])
        #expect(
            ConfigurationText(enabled + "[middleware.jwt.validation]\nstrategy = 'local'").errors == [
                "missing key 'middleware.jwt.validation.local.issuer'"
            ]
        )
        #expect(
            ConfigurationText(local + "issuer = 'https://a.example'").errors == [
                "missing key 'middleware.jwt.validation.local.audience'"
            ]
        )
        #expect(ConfigurationText(local + "issuer = 'joe'\naudience = 'a'").errors.count == 1)
    }

    @Test func `a strategy with a slip in it is not taken for another`() {
        let problems = ConfigurationText(enabled + "[middleware.jwt.validation]\nstrategy = 'externl'").problems
        #expect(problems.contains { $0.suggestion == "did you mean 'external'?" })
    }

    @Test func `external needs a header and a proxy that is trusted`() {
        let table = enabled + "[middleware.jwt.validation]\nstrategy = 'external'\n"
        let proxies = "[server.transport.http]\ntrusted_proxies = ['10.0.0.1']\n"
        let settings = ExternalJWTSettings(header: "X-Validated-Jwt")
        #expect(ConfigurationText(proxies + table).configuration.jwt == .external(settings))
        let own = ConfigurationText(proxies + table + "forwarded_header = 'X-Mine'").configuration.jwt
        #expect(own == .external(ExternalJWTSettings(header: "X-Mine")))
        #expect(ConfigurationText(proxies + table + "forwarded_header = 'X: Mine'").errors.count == 1)
        #expect(ConfigurationText(table).errors == ["'external' believes trusted proxies, and there are none"])
    }

    @Test func `keys are found through the issuer, or where the file says`() throws {
        #expect(settings(local + issuer)?.issuers.map(\.keys) == [.discovered])
        let keys = try #require(HTTPURL("https://b.example/keys"))
        let published = settings(local + issuer + "jwks_uri = 'https://b.example/keys'")
        #expect(published?.issuers.map(\.keys) == [.published(keys)])
    }

    @Test func `the cache interval may be a number, or a duration in words`() {
        for interval in ["3600", "'PT1H'", "'1h'", "'60m'"] {
            #expect(settings(local + issuer + "cache_interval = \(interval)")?.cacheInterval == .seconds(3600))
        }
    }

    @Test func `rules are read`() {
        let read = settings(
            local.replacing(
                "[middleware.jwt.validation.local]",
                with: "role_claims = ['groups']\n[middleware.jwt.validation.local]"
            )
                + issuer + "leeway = '5s'\nrequire_at_jwt = true\nremembered_tokens = 5"
        )
        #expect(read?.claims.leeway == 5 && read?.claims.requiresAccessTokenType == true)
        #expect(read?.rememberedTokens == 5 && read?.identities.roleClaims == ["groups"])
    }

    @Test func `a scope may imply others`() {
        let text = local + issuer + "[middleware.jwt.validation.scopes.'tool:admin']\nimplies = ['tool:user']"
        #expect(settings(text)?.identities.implied == ImpliedScopes(["tool:admin": ["tool:user"]]))
        let empty = ConfigurationText(local + issuer + "[middleware.jwt.validation.scopes.'tool:admin']")
        #expect(empty.problems.map(\.message) == ["missing key 'middleware.jwt.validation.scopes.tool:admin.implies'"])
    }

    @Test func `several issuers have audiences of their own, or the common one`() {
        let more = """
            [[middleware.jwt.validation.local.issuers]]
            issuer = 'https://b.example'
            audience = ['x', 'y']
            [[middleware.jwt.validation.local.shared_secrets]]
            issuer = 'internal'
            secret = '0123456789abcdef0123456789abcdef'
            [oauth_protected_resource]
            enabled = true
            resource = "https://mcp.example.com/mcp"
            auth_servers = []
            jwks_uri = "https://login.example.com/keys"
            scopes_supported = []
            """
        let secret = Secret("0123456789abcdef0123456789abcdef")
        #expect(
            settings(local + "issuer = 'https://a.example'\n" + more)?.issuers == [
                IssuerSettings("https://a.example", audiences: ["https://mcp.example.com/mcp"]),
                IssuerSettings("https://b.example", audiences: ["x", "y"]),
                IssuerSettings("internal", keys: .shared(secret), audiences: ["https://mcp.example.com/mcp"]),
            ]
        )
    }

    @Test func `an issuer comes once`() {
        let again = "[[middleware.jwt.validation.local.shared_secrets]]\nissuer = 'https://a.example'\naudience = 'a'\n"
        let text = ConfigurationText(local + issuer + again + "secret = '0123456789abcdef0123456789abcdef'")
        #expect(text.errors == ["the issuer 'https://a.example' comes twice"])
    }

    @Test func `a table that is switched off may be incomplete, but not misspelt`() {
        let text = ConfigurationText(
            "[middleware.jwt]\nenabled = false\n[middleware.jwt.validation.local]\njwks_ur = 1"
        )
        #expect(text.configuration.jwt == .disabled)
        #expect(text.errors == ["unknown key 'middleware.jwt.validation.local.jwks_ur'"])
    }

    @Test func `a condition without an expression is refused`() {
        let text = ConfigurationText(local + issuer + "[[middleware.jwt.validation.local.allow_conditions]]")
        #expect(text.errors == ["missing key 'middleware.jwt.validation.local.allow_conditions[0].expression'"])
    }
}
