import TOML
import Testing

@testable import App

@Suite struct VariablesTests {
    private func found(_ variables: [String: String], in text: String = "") -> VariablesFound {
        Variables(Array(variables.keys), in: TOMLEnvironment(variables)).found(for: TOMLDocument(text).root)
    }

    @Test func `what is not for this server is left alone`() {
        let found = found([
            "HOST": "a", "PORT": "1", "DEBUG": "true", "LOG_LEVEL": "x", "MCP_TIMEOUT": "1",
            "MCP_FORGE_PORT": "tcp://10.0.0.1:80",
            "MCP_FORGE_SERVICE_HOST": "10.0.0.1", "MCP_PORT": "tcp://10.0.0.1:80",
            "MCPENGINE_PORT": "tcp://10.0.0.1:80",
            "MCPENGINE_SERVICE_HOST": "10.0.0.1", "MCPENGINE_PORT_80_TCP_ADDR": "10.0.0.1", "MCP_CLIENT_ID": "x",
        ])
        #expect(found.overrides.isEmpty && found.ignored.isEmpty && found.refused.isEmpty)
    }

    @Test func `those of this server hold against those of others`() {
        let found = found(["MCP_PORT": "1", "MCP_FORGE__SERVER__TRANSPORT__HTTP__PORT": "2"])
        #expect(found.overrides.map(\.text) == ["1", "2"])
    }

    @Test func `an empty one is not set`() {
        #expect(found(["MCP_PORT": "", "MCP_FORGE__SERVER__NAME": ""]).overrides.isEmpty)
    }

    @Test func `common names are read where the switch says whose`() {
        let found = found(["MCP_FORGE_VARIABLES_OF": "bridge", "PORT": "9000", "APP_VERSION": "1"])
        #expect(found.overrides == [TOMLOverride(["server", "transport", "http", "port"], "9000", from: "PORT")])
        let both = self.found(["MCP_FORGE_VARIABLES_OF": "bridge,template", "PORT": "9000", "APP_VERSION": "1"])
        #expect(both.overrides.map(\.variable) == ["PORT", "APP_VERSION"])
    }

    @Test func `a switch that says nothing known is a mistake`() {
        #expect(
            found(["MCP_FORGE_VARIABLES_OF": "brigde"]).refused == [
                VariablesFound.Notice(
                    variable: "MCP_FORGE_VARIABLES_OF",
                    message: "'brigde' is no server whose variables are read",
                    suggestion: "'bridge' or 'template'"
                )
            ]
        )
    }

    @Test func `both a variable and its file are a mistake`() {
        #expect(found(["MCP_PORT": "1", "MCP_PORT_FILE": "/x"]).refused.map(\.variable) == ["MCP_PORT"])
    }
}
