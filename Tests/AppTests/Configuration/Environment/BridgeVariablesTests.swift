import TOML
import Testing

@testable import App

@Suite struct BridgeVariablesTests {
    private func found(_ variables: [String: String]) -> VariablesFound {
        let all = variables.merging(["MCP_FORGE_VARIABLES_OF": "bridge"]) { $1 }
        return Variables(Array(all.keys), in: TOMLEnvironment(all)).found(for: TOMLDocument("").root)
    }

    private func keys(_ variables: [String: String]) -> [String: String] {
        let overrides = found(variables).overrides
        return Dictionary(overrides.map { ($0.path.joined(separator: "."), $0.text) }) { $1 }
    }

    @Test func `an issuer is a realm`() {
        let local = "middleware.jwt.validation.local"
        let variables = [
            "ENABLE_AUTH": "True", "KEYCLOAK_SERVER_URL": "https://k.example/", "KEYCLOAK_REALM": "r",
            "TOKEN_AUDIENCE": "a",
            "CLOCK_SKEW_TOLERANCE": "300",
        ]
        #expect(
            keys(variables) == [
                "middleware.jwt.enabled": "true", "middleware.jwt.validation.strategy": "local",
                "\(local).issuer": "https://k.example/realms/r", "\(local).audience": "a", "\(local).leeway": "300",
            ]
        )
        #expect(keys(variables.merging(["TOKEN_ISSUER": "i"]) { $1 })["\(local).issuer"] == "i")
    }

    @Test func `without tokens there is no issuer`() {
        #expect(keys(["ENABLE_AUTH": "false", "KEYCLOAK_SERVER_URL": "x"]) == ["middleware.jwt.enabled": "false"])
    }

    @Test func `scopes that are required are not passed over`() {
        #expect(found(["REQUIRED_SCOPES": "[\"mcp\"]"]).refused.map(\.variable) == ["REQUIRED_SCOPES"])
        #expect(found(["REQUIRED_SCOPES": "[]"]).refused.isEmpty)
    }

    @Test func `limits are those of tools`() {
        #expect(
            keys(["ENABLE_RATE_LIMITING": "true", "RATE_LIMIT_DEFAULT_LIMIT": "7", "RATE_LIMIT_DEFAULT_WINDOW": "30"])
                == [
                    "middleware.tool_limit.calls": "7", "middleware.tool_limit.window": "30",
                ]
        )
        #expect(keys(["ENABLE_RATE_LIMITING": "false", "RATE_LIMIT_DEFAULT_LIMIT": "7"]).isEmpty)
        #expect(found(["RATE_LIMIT_BACKEND": "redis"]).ignored.count == 1)
        #expect(found(["RATE_LIMIT_BACKEND": "memory"]).ignored.isEmpty)
    }

    @Test func `a list of every host sets none`() {
        #expect(found(["ALLOWED_HOSTS": "*"]).ignored.map(\.variable) == ["ALLOWED_HOSTS"])
        #expect(keys(["ALLOWED_HOSTS": "a,b"]) == ["server.transport.http.allowed_hosts": "a,b"])
        #expect(keys(["CORS_ORIGINS": "[\"*\"]"]) == ["middleware.cors.allow_origins": "[\"*\"]"])
    }

    @Test func `the level of the log holds against debugging`() {
        #expect(keys(["DEBUG": "true", "LOG_LEVEL": "ERROR"]) == ["log.level": "error"])
        #expect(keys(["DEBUG": "true", "LOG_FORMAT": "JSON"]) == ["log.level": "debug", "log.format": "json"])
    }

    @Test func `what a gateway needs has no effect`() {
        #expect(found(["ENABLE_OBO": "true", "KEYCLOAK_CLIENT_SECRET": "s"]).ignored.count == 2)
    }
}
