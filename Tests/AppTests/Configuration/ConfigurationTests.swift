import Auth
import HTTP
import Platform
import TOML
import MCP
import Testing

@testable import App

@Suite struct ConfigurationTests {
    @Test func `an empty file is the defaults`() {
        let text = ConfigurationText("")
        #expect(text.configuration == Configuration())
        #expect(text.problems.isEmpty)
        #expect(text.configuration.server.host == "127.0.0.1")
    }

    @Test func `all mistakes are found at once, in the order of the file`() {
        let text = ConfigurationText(
            """
            [server]
            name = 7
            prot = 8080
            [server.transport]
            type = "htpp"
            [server.limits]
            body = "4MB
            request_time = "soon"
            [nonsense]
            """
        )
        #expect(
            text.errors == [
                "'server.name' must be a string, not an integer",
                "unknown key 'server.prot'",
                "'server.transport.type' must be 'http' or 'stdio'",
                "the string is not closed",
                "'server.limits.request_time' must be a duration such as 30, '250ms', '1h30m' or 'PT1H'",
                "unknown key 'nonsense'",
            ]
        )
        #expect(text.problems.map(\.position.line) == [2, 3, 5, 7, 8, 9])
    }

    @Test func `the file of the Python edition loads, and means what its author meant`() throws {
        let text = ConfigurationText(PythonEdition.file)
        #expect(text.errors == [])
        let configuration = text.configuration
        #expect(configuration.mcp.name == "MCP Forge Python")
        #expect(configuration.server.host == "0.0.0.0" && configuration.server.port == 8080)
        #expect(configuration.accessLog?.excludedHeaders == ["authorization"])
        #expect(configuration.accessLog?.redactedHeaders == ["x-api-key"])
        #expect(configuration.exposedClaims == .all)
        #expect(
            configuration.oauthDomains
                == ["localhost", "yourdomain.com", "keys.example.com"].compactMap(DomainPattern.init)
        )
        let keys = try #require(HTTPURL("https://keys.example.com/realms/r/protocol/openid-connect/certs"))
        let condition = #"has(payload.email) && payload.email.endswith("@yourdomain.com")"#
        var local = LocalJWTSettings()
        local.issuers = [
            IssuerSettings("https://keys.example.com/", keys: .published(keys), audiences: ["some-client"])
        ]
        local.cacheInterval = .seconds(10)
        #expect(configuration.jwt == .local(local))
        #expect(configuration.allowConditions == [try Condition(condition, about: .request)])
        #expect(configuration.authorizationServer == nil && configuration.protectedResource == nil)
        #expect(configuration.login?.clientID == "YOUR_CLIENT_ID")
    }

    @Test func `the server is found at its public URL, or where it listens`() {
        let begin = "[server.transport.http]\nport = 9000\n"
        #expect(ConfigurationText(begin).configuration.place == "http://127.0.0.1:9000")
        #expect(ConfigurationText(begin + "host = '::1'").configuration.place == "http://[::1]:9000")
        let named = ConfigurationText(begin + "public_url = 'https://mcp.example.com/'").configuration
        #expect(named.place == "https://mcp.example.com")
    }

    @Test func `what stands in the wrong place there is shown the right one`() {
        let problems = ConfigurationText(PythonEdition.file).problems
        #expect(
            problems.map(\.message) == [
                "clients can name this server by address only: it has no public_url and no allowed_hosts",
                "credentials are off: they never go with the origin '*'",
                "'jwt_exposed_claims' stands in the wrong table",
                "'whitelist_domains' stands in the wrong table",
                "'oauth_whitelist_domains' stands in the wrong table",
                "'auth.client_id' is the placeholder of a sample file",
                "'auth.client_secret' is the placeholder of a sample file",
            ]
        )
        let top = "it belongs at the top of the file, above the first [table]"
        #expect(problems[2].suggestion == top)
        #expect(problems[3].suggestion == top + ", as 'oauth_whitelist_domains'")
        #expect(problems[4].suggestion == top)
        #expect(problems[2].excerpt == #"jwt_exposed_claims = "all""#)
    }

    @Test func `claims may be listed, at the top or where the Python edition has them`() {
        let list = "jwt_exposed_claims = ['sub', 'email']\n"
        #expect(ConfigurationText(list).configuration.exposedClaims == .only(["sub", "email"]))
        #expect(
            ConfigurationText("[middleware.jwt]\nenabled = false\n[middleware.jwt.validation]\n" + list).configuration
                .exposedClaims == .only(["sub", "email"])
        )
        #expect(
            ConfigurationText("jwt_exposed_claims = 'some'").errors == [
                "'jwt_exposed_claims' must be 'all' or an array of names of claims"
            ]
        )
    }
}
