import TOML
import Testing

@testable import App

@Suite struct EngineVariablesTests {
    private func found(_ variables: [String: String]) -> VariablesFound {
        Variables(Array(variables.keys), in: TOMLEnvironment(variables)).found(for: TOMLDocument("").root)
    }

    @Test(arguments: [
        ("MCPENGINE_HOST", "0.0.0.0", "server.transport.http.host", "0.0.0.0"),
        ("MCPENGINE_PORT", "8000", "server.transport.http.port", "8000"),
        ("MCPENGINE_LOG_LEVEL", "WARNING", "log.level", "warning"),
        ("MCPENGINE_DEBUG", "True", "log.level", "debug"),
        ("MCPENGINE_MCP_PATH", "/x", "server.transport.http.also_at", "/x"),
    ])
    func `settings have keys`(name: String, text: String, key: String, value: String) {
        let path = key.split(separator: ".").map(String.init)
        #expect(found([name: text]).overrides == [TOMLOverride(path, value, from: name)])
    }

    @Test func `the default path, and no debugging, set nothing`() {
        let found = found(["MCPENGINE_MCP_PATH": "/mcp", "MCPENGINE_DEBUG": "false"])
        #expect(found.overrides.isEmpty && found.ignored.isEmpty)
    }

    @Test(arguments: ["MCPENGINE_SSE_PATH", "MCPENGINE_MESSAGE_PATH", "MCPENGINE_DEPENDENCIES", "MCPENGINE_IDP_CONFIG"])
    func `what has no key is told`(name: String) {
        let found = found([name: "x"])
        #expect(found.overrides.isEmpty && found.ignored.map(\.variable) == [name])
    }

    @Test(arguments: [("TRUE", "true"), ("0", "false"), ("maybe", "maybe")])
    func `truth has many words`(text: String, word: String) { #expect(PythonWords.truth(text) == word) }

    @Test(arguments: [("WARN", "warning"), ("FATAL", "critical"), ("Info", "info")])
    func `levels have names of their own`(text: String, word: String) { #expect(PythonWords.level(text) == word) }
}
