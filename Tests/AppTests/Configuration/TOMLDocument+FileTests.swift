import Auth
import HTTP
import MCP
import Platform
import TOML
import Testing

@testable import App

@Suite struct TOMLDocumentFileTests {
    private func read(_ yaml: String) -> ConfigurationText { ConfigurationText(yaml, named: "config.yaml") }

    @Test(arguments: ["a.yaml", "a.yml", "/data/CONFIG.YAML"])
    func `the name says that it is YAML`(name: String) {
        #expect(TOMLDocument(Array("a: 1".utf8), named: name).problems.isEmpty)
        #expect(TOMLDocument(Array("a = 1".utf8), named: name).problems.count == 1)
    }

    @Test(arguments: ["a.toml", "yaml", "a.yaml.toml", "a"])
    func `everything else is TOML`(name: String) {
        #expect(TOMLDocument(Array("a = 1".utf8), named: name).problems.isEmpty)
    }

    @Test func `the file of the Go edition loads as it is`() throws {
        let read = read(GoEdition.http)
        #expect(read.errors.isEmpty)
        #expect(read.warnings.count == 2)
        let configuration = read.configuration
        #expect(configuration.server.host == "::" && configuration.server.port == 8080)
        #expect(configuration.mcp.name == "Forge in Go" && configuration.mcp.version == "1.2.3")
        #expect(configuration.jwt == .external(ExternalJWTSettings(header: "X-Validated-Jwt")))
        #expect(configuration.authorizationServer?.urlSuffix == "/mcp")
        let resource = try #require(configuration.protectedResource)
        let keys = "https://login.example.com/realms/tools/protocol/openid-connect/certs"
        #expect(resource.keys.text == keys && resource.urlSuffix == "/mcp")
        #expect(resource.scopes == ["openid", "groups", "tools/audience"])
        #expect(resource.documentation == nil)
        #expect(configuration.accessLog?.excludedHeaders.count == 1)
    }

    @Test func `with no proxy to believe it lets nobody in, and says so`() {
        #expect(read(GoEdition.http).warnings.contains { $0.hasPrefix("nobody can call") })
    }

    @Test func `so does its file for standard streams`() {
        let read = read(GoEdition.stdio)
        #expect(read.problems.isEmpty)
        #expect(read.configuration.transport == .stdio && read.configuration.jwt == .disabled)
    }

    @Test func `its conditions and durations mean what they say there`() throws {
        let yaml = GoEdition.http
            .replacing("\"external\"", with: "local")
            .replacing("allow_conditions: []", with: "issuer: https://login.example.com/realms/tools")
            .replacing("#  - expression", with: "allow_conditions:\n                  - expression")
        let read = read(yaml)
        #expect(read.errors.isEmpty)
        guard case .local(let local) = read.configuration.jwt else { return #expect(Bool(false)) }
        #expect(local.cacheInterval == .seconds(10) && read.configuration.allowConditions.count == 1)
    }

    @Test func `a misspelt key is shown where it stands`() throws {
        let problem = try #require(read("server:\n  nmae: x\n").problems.first)
        #expect(
            problem.rendered(file: "config.yaml") == """
                config.yaml:2:3: unknown key 'server.nmae'
                  2 |   nmae: x
                    |   ^^^^ did you mean 'name'?
                """
        )
    }

    @Test func `a condition that is wrong is marked inside its text`() throws {
        let yaml = "access:\n  tools:\n    hello_world:\n      condition: payload.email ==\n"
        let problem = try #require(read(yaml).problems.first)
        #expect(problem.position.line == 4 && problem.position.column > 18)
    }

    @Test func `a variable gives a number as in TOML`() {
        let yaml = "server:\n  name: a$b\n  transport:\n    http:\n      port: ${PORT}\n"
        let read = ConfigurationText(yaml, variables: ["PORT": "9000"], named: "config.yaml")
        #expect(read.problems.isEmpty)
        #expect(read.configuration.server.port == 9000 && read.configuration.mcp.name == "a$b")
    }

    @Test func `a number where a string belongs wants quotes`() throws {
        let problem = try #require(read("server:\n  version: 1.0\n").problems.first)
        #expect(problem.message == "'server.version' must be a string, not a float")
        #expect(problem.suggestion == "put it in quotes")
    }
}
