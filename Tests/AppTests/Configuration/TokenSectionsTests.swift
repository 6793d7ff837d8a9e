import Auth
import HTTP
import TOML
import Testing

@testable import App

@Suite struct TokenSectionsTests {
    private let local = "[middleware.jwt]\nenabled = true\n[middleware.jwt.validation]\nstrategy = 'local'\n"
    private let digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

    @Test func `named tokens need no issuer`() throws {
        let token = "[[middleware.jwt.validation.tokens]]\nname = 'robot'\nsha256 = '\(digest)'\nscopes = ['tool:user']"
        let text = ConfigurationText(local + token)
        #expect(text.problems.isEmpty)
        guard case .local(let settings) = text.configuration.jwt else { return #expect(Bool(false)) }
        let expected = try #require(StaticTokenSettings(name: "robot", sha256: digest, scopes: ["tool:user"]))
        #expect(settings.tokens == [expected] && settings.issuers.isEmpty)
    }

    @Test func `two tokens with one digest, or an issuer with their name, are a mistake`() {
        let token = "[[middleware.jwt.validation.tokens]]\nsha256 = '\(digest)'\nname = "
        let upper = token.replacing(digest, with: digest.uppercased())
        #expect(ConfigurationText(local + token + "'a'\n" + upper + "'b'").errors.count == 1)
        let keys = "jwks_uri = 'https://a.example'\naudience = 'a'\nissuer = "
        let issuer = "[middleware.jwt.validation.local]\n" + keys
        #expect(ConfigurationText(local + token + "'a'\n" + issuer + "'static'").errors.count == 1)
        #expect(ConfigurationText(local + token + "'a'\n" + issuer + "'other'").errors.isEmpty)
        let secret =
            "[[middleware.jwt.validation.local.shared_secrets]]\nsecret = '\(digest)'\naudience = 'a'\nissuer = "
        #expect(ConfigurationText(local + secret + "''").errors.count == 1)
        #expect(ConfigurationText(local + secret + "'i'").errors.isEmpty)
    }

    @Test func `a token that is written instead of its digest is refused, and not shown`() {
        let token = "[[middleware.jwt.validation.tokens]]\nname = 'robot'\nsha256 = 'sesame'"
        let text = ConfigurationText(local + token)
        #expect(text.errors.count == 1)
        #expect(text.errors.first?.contains("64 hexadecimal digits") == true)
        #expect(text.errors.first?.contains("sesame") == false)
    }

    @Test func `an issuer that is asked about tokens is read`() throws {
        let table = """
            [middleware.jwt.validation.introspection]
            url = "https://a.example/introspect"
            client_id = "mcp"
            client_secret = "x"
            issuer = "https://a.example"
            audience = ["a", "b"]
            cache_time = "5s"
            """
        let text = ConfigurationText(local + table)
        guard case .local(let settings) = text.configuration.jwt else { return #expect(Bool(false)) }
        let read = try #require(settings.introspection)
        #expect(text.problems.isEmpty)
        #expect(read.url.text == "https://a.example/introspect" && read.audiences == ["a", "b"])
        #expect(read.cacheSeconds == 5 && read.issuer == "https://a.example")
        #expect(ConfigurationText(local + "[middleware.jwt.validation.introspection]").errors.count == 4)
    }

    @Test func `whose tokens are for nobody in particular is said`() {
        let table = """
            [middleware.jwt.validation.introspection]
            url = "https://a.example/introspect"
            client_id = "mcp"
            client_secret = "x"
            issuer = "https://a.example"
            """
        let text = ConfigurationText(local + table)
        #expect(text.errors.isEmpty)
        #expect(text.warnings.count == 1 && text.warnings.first?.hasPrefix("without 'audience'") == true)
    }

    private let google = "[middleware.jwt.validation.introspection]\nkind = 'google'\n"

    @Test func `Google is asked about tokens where it says for whom they are`() throws {
        let text = ConfigurationText(local + google + "audience = ['1.apps', '2.apps']\ncache_time = '5s'")
        #expect(text.problems.isEmpty)
        guard case .local(let settings) = text.configuration.jwt else { return #expect(Bool(false)) }
        let read = try #require(settings.tokenInfo)
        #expect(read.url.text == "https://oauth2.googleapis.com/tokeninfo" && read.audiences == ["1.apps", "2.apps"])
        #expect(read.issuer == "https://accounts.google.com" && read.cacheSeconds == 5)
        #expect(text.configuration.allowedHosts.allows(read.url) && settings.introspection == nil)
    }

    @Test(arguments: [
        "", "audience = []", "audience = 'a'\nurl = 'https://a.example/?b=c'", "audience = 'a'\nclient_id = 'a'",
        "audience = 'a'\nclient_secret = 'a'",
    ])
    func `for any client, with a query, or with a secret Google is not asked`(keys: String) {
        #expect(ConfigurationText(local + google + keys).errors.count == 1)
    }

    @Test func `a short secret is refused, and not shown`() {
        let table =
            "[[middleware.jwt.validation.local.shared_secrets]]\nissuer = 'i'\naudience = 'a'\nsecret = 'sesame'"
        let text = ConfigurationText(local + table)
        #expect(text.errors.count == 1 && text.errors.first?.contains("sesame") == false)
    }
}
