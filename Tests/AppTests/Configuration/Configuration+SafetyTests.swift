import HTTP
import TOML
import Platform
import Testing

@testable import App

@Suite struct ConfigurationSafetyTests {
    private let open = "[server.transport.http]\nhost = \"0.0.0.0\"\npublic_url = \"https://mcp.example.com\"\n"

    @Test func `listening beyond this machine without authentication is refused, at the host`() {
        let problems = ConfigurationText(open).problems
        #expect(problems.count == 1)
        #expect(problems.first?.position == TOMLPosition(line: 2, column: 8, length: 9))
        #expect(problems.first?.message.contains("allow_anonymous = true") == true)
    }

    @Test(arguments: ["0.0.0.0", "::", "192.168.1.7", "2001:db8::1"])
    func `every address but loopback counts as beyond`(host: String) {
        #expect(!ConfigurationText("[server.transport.http]\nhost = '\(host)'").errors.isEmpty)
    }

    @Test(arguments: ["127.0.0.1", "127.1.2.3", "::1", "localhost"])
    func `loopback needs no permission`(host: String) {
        #expect(ConfigurationText("[server.transport.http]\nhost = '\(host)'").problems.isEmpty)
    }

    @Test func `it is allowed by the file, or by authentication`() {
        #expect(ConfigurationText(open + "allow_anonymous = true").problems.isEmpty)
        let jwt = "[middleware.jwt]\nenabled = true\n[middleware.jwt.validation]\nstrategy = 'external'"
        #expect(ConfigurationText(open + "trusted_proxies = ['10.0.0.1']\n" + jwt).problems.isEmpty)
        #expect(!ConfigurationText(open + "[middleware.jwt]\nenabled = false").errors.isEmpty)
    }

    @Test func `a server beyond this machine that has no name is warned of`() {
        let text = ConfigurationText("[server.transport.http]\nhost = '0.0.0.0'\nallow_anonymous = true")
        #expect(text.errors.isEmpty && text.warnings.count == 1)
        #expect(text.problems.first?.position.line == 2)
        #expect(ConfigurationText("[server.transport.http]\nport = 1").warnings.isEmpty)
    }

    @Test func `pages that may call may read, and the other way round`() throws {
        let text = ConfigurationText(
            """
            [server.transport.http]
            allowed_origins = ["https://a.example"]
            [middleware.cors]
            allow_origins = ["https://b.example"]
            """
        )
        #expect(text.configuration.effectiveHosts.allowedOrigins == ["https://a.example", "https://b.example"])
        #expect(text.configuration.effectiveCORS?.allowOrigins == ["https://b.example", "https://a.example"])
        #expect(Configuration().effectiveCORS == nil)
        let only = ConfigurationText("[server.transport.http]\nallowed_origins = ['https://a.example']").configuration
        #expect(only.effectiveCORS?.allowOrigins == ["https://a.example"])
    }

    @Test func `pages from anywhere may call only with a token`() {
        let cors = "[middleware.cors]\nallow_origins = ['*']\n"
        #expect(!ConfigurationText(cors).configuration.effectiveHosts.allowsEveryOrigin)
        let jwt = "[middleware.jwt]\nenabled = true\n[middleware.jwt.validation]\nstrategy = 'external'"
        #expect(ConfigurationText(cors + jwt).configuration.effectiveHosts.allowsEveryOrigin)
    }

    @Test func `the question can be asked again for another address`() {
        var configuration = Configuration()
        #expect(configuration.exposure == nil)
        configuration.server.host = "0.0.0.0"
        #expect(configuration.exposure != nil)
    }
}
