import TOML
import Testing

@testable import App

@Suite struct OwnVariablesTests {
    @Test(arguments: [
        ("MCP_FORGE__SERVER__NAME", ["server", "name"]),
        ("MCP_FORGE__SERVER__TRANSPORT__HTTP__ALLOWED_HOSTS", ["server", "transport", "http", "allowed_hosts"]),
        ("MCP_FORGE__JWT_EXPOSED_CLAIMS", ["jwt_exposed_claims"]),
        ("MCP_FORGE__", [""]),
        ("MCP_FORGE__A____B", ["a", "", "b"]),
    ])
    func `two underscores are a step into a table`(variable: String, path: [String]) {
        #expect(OwnVariables.path(of: variable) == path)
    }

    @Test func `a key says its variable`() {
        #expect(OwnVariables.name(of: "server.keys.ring") == "MCP_FORGE__SERVER__KEYS__RING")
        #expect(OwnVariables.path(of: OwnVariables.name(of: "mcp.page_size")) == ["mcp", "page_size"])
    }

    private func found(
        _ variables: [String: String],
        files: Set<String> = [],
        in text: String = ""
    ) -> VariablesFound {
        let environment = TOMLEnvironment(variables) { path in .success(Array("from \(path)\n".utf8)) }
        return Variables(Array(variables.keys), in: environment).found(for: TOMLDocument(text).root, files: files)
    }

    @Test func `a variable may name a file with the value`() {
        let name = "MCP_FORGE__MANAGEMENT__TOKEN_FILE"
        #expect(
            found([name: "/t"], files: [name]).overrides == [
                TOMLOverride(["management", "token"], "from /t", from: name)
            ]
        )
        #expect(found([name: "/t"]).overrides == [TOMLOverride(["management", "token_file"], "/t", from: name)])
    }

    @Test func `the value and its file are not both taken`() {
        let name = "MCP_FORGE__MANAGEMENT__TOKEN"
        let found = found([name: "x", name + "_FILE": "/t"], files: [name + "_FILE"])
        #expect(found.overrides.isEmpty && found.refused.map(\.variable) == [name])
    }

    @Test func `those of a login hold where there is one`() {
        let variables = ["MCP_CLIENT_ID": "a", "MCP_CLIENT_SECRET_FILE": "/s"]
        #expect(found(variables).overrides.isEmpty)
        #expect(
            found(variables, in: "[auth]\nclient_id = 'b'").overrides == [
                TOMLOverride(["auth", "client_id"], "a", from: "MCP_CLIENT_ID"),
                TOMLOverride(["auth", "client_secret"], "from /s", from: "MCP_CLIENT_SECRET"),
            ]
        )
    }
}
