import TOML
import Testing

@testable import App

@Suite struct TemplateVariablesTests {
    private func found(_ variables: [String: String]) -> VariablesFound {
        Variables(Array(variables.keys), in: TOMLEnvironment(variables)).found(for: TOMLDocument("").root)
    }

    @Test func `host and port are read under either name`() {
        let found = found(["MASK_MCP_HOST": "127.0.0.1", "MCP_PORT": "6901"])
        #expect(found.overrides.map(\.text) == ["127.0.0.1", "6901"])
        #expect(found.overrides.map { $0.path.last } == ["host", "port"])
    }

    @Test func `other names are read where that is asked for`() {
        let variables = ["APP_VERSION": "2", "LOG_FILE": "/l", "REDIS_HOST": "r", "ENCRYPTION_KEY": "k"]
        #expect(found(variables).overrides.isEmpty && found(variables).ignored.isEmpty)
        let found = found(variables.merging(["MCP_FORGE_VARIABLES_OF": "template"]) { $1 })
        #expect(found.overrides.map(\.variable) == ["APP_VERSION", "LOG_FILE"])
        #expect(found.ignored.map(\.variable) == ["REDIS_HOST", "ENCRYPTION_KEY"])
    }
}
