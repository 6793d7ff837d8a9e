import Platform
import MCP
import TOML
import Telemetry
import Testing

@testable import App

@Suite struct ConfigurationLoaderTests {
    /// A loader in a world of its own.
    private func loader(_ files: [String: String] = [:], _ variables: [String: String] = [:]) -> ConfigurationLoader {
        ConfigurationLoader(
            readFile: { path in files[path].map { .success(Array($0.utf8)) } ?? .failure(.notFound) },
            variable: { variables[$0] },
            variableNames: { Array(variables.keys) }
        )
    }
    private func file(_ name: String) -> String { "[server]\nname = '\(name)'" }

    @Test func `the file is looked for in order`() throws {
        var files = [
            "/a": file("named"), "/b": file("env"), "/data/config.toml": file("data"), "./config.toml": file("here"),
        ]
        let environment = ["CONFIG_FILE": "/b"]
        #expect(try loader(files, environment).load("/a").configuration.mcp.name == "named")
        #expect(try loader(files, environment).load().configuration.mcp.name == "env")
        #expect(try loader(files, ["CONFIG_FILE": ""]).load().configuration.mcp.name == "data")
        files["/data/config.toml"] = nil
        let loaded = try loader(files).load()
        #expect(loaded.configuration.mcp.name == "here")
        #expect(loaded.path == "./config.toml")
    }

    @Test func `without a file the defaults hold`() throws {
        let expected = LoadedConfiguration(configuration: Configuration(), path: nil, warnings: [])
        #expect(try loader().load() == expected)
    }

    @Test func `a file that is named must be there`() {
        #expect(throws: ConfigurationError.unreadable("/a", .notFound)) { try loader().load("/a") }
        #expect(throws: ConfigurationError.unreadable("/b", .notFound)) {
            try loader([:], ["CONFIG_FILE": "/b"]).load()
        }
    }

    @Test func `a file that is there but cannot be read is not passed over`() {
        let loader = ConfigurationLoader(
            readFile: { _ in .failure(.failed("permission denied")) },
            variable: { _ in nil }
        )
        #expect(throws: ConfigurationError.unreadable("/data/config.toml", .failed("permission denied"))) {
            try loader.load()
        }
    }

    @Test func `all that is wrong is said, with the file and the line`() throws {
        let error = #expect(throws: ConfigurationError.self) {
            try loader(["c.toml": "[server]\nprot = 1\nname = 2"]).load("c.toml")
        }
        #expect(
            error?.description == """
                c.toml:2:1: unknown key 'server.prot'
                  2 | prot = 1
                    | ^^^^ did you mean 'port' in [server.transport.http]?
                c.toml:3:8: 'server.name' must be a string, not an integer
                  3 | name = 2
                    |        ^ put it in quotes
                """
        )
    }

    @Test func `warnings come with the configuration`() throws {
        let loaded = try loader(["c": PythonEdition.file]).load("c")
        #expect(loaded.warnings.count == 7)
        #expect(loaded.renderedWarnings.dropFirst().first?.hasPrefix("c:19:21: warning: credentials are off") == true)
    }

    @Test func `secrets may stand in files`() throws {
        let files = ["c": "[server]\nname = '${NAME}'", "/run/name": "from file\n"]
        #expect(try loader(files, ["NAME_FILE": "/run/name"]).load("c").configuration.mcp.name == "from file")
        #expect(throws: ConfigurationError.self) { try loader(files, ["NAME_FILE": "/gone"]).load("c") }
    }

    @Test(arguments: [
        (nil, "there is no such file"), ("", "without a certificate"),
        ("-----BEGIN PRIVATE KEY-----", "without a cert"),
    ])
    func `certificates that cannot be used are found at the start`(content: String?, reason: String) throws {
        var files = ["c": "[outbound]\nca_file = '/ca'\n", "/ca": PEMTextTests.certificate]
        #expect(try loader(files).load("c").configuration.outbound.trustedCertificates == "/ca")
        files["/ca"] = content
        let error = #expect(throws: ConfigurationError.self) { try loader(files).load("c") }
        #expect(error?.description.hasPrefix("c:2:11: ") == true && error?.description.contains(reason) == true)
    }

    @Test func `too large a file is refused`() {
        #expect(
            ConfigurationError.unreadable("c", .tooLarge(limit: 1 << 20)).description
                == "c: the file is larger than 1MiB"
        )
    }

    @Test func `variables hold against the file, and are named`() throws {
        let variables = ["MCP_FORGE__SERVER__NAME": "b", "MCP_FORGE__MANAGEMENT__TOKEN_FILE": "/t"]
        let loaded = try loader(["c": file("a"), "/t": "hunter2"], variables).load("c")
        #expect(loaded.configuration.mcp.name == "b")
        #expect(loaded.configuration.management?.token?.revealed == "hunter2")
        #expect(
            loaded.fromEnvironment == [
                "server.name from MCP_FORGE__SERVER__NAME", "management.token from MCP_FORGE__MANAGEMENT__TOKEN_FILE",
            ]
        )
        #expect(loaded.values.map(\.shown).last == "[secret] from MCP_FORGE__MANAGEMENT__TOKEN_FILE")
    }

    @Test func `they need no file`() throws {
        let loaded = try loader([:], ["MCP_FORGE__SERVER__NAME": "b"]).load()
        #expect(loaded.path == nil && loaded.configuration.mcp.name == "b")
    }

    @Test func `a key whose name ends like that of a file is the key itself`() throws {
        let loaded = try loader([:], ["MCP_FORGE__DEMO__MESSAGES_FILE": "/m"]).load()
        #expect(loaded.configuration.demo.messagesFile == "/m")
    }

    @Test func `one that is wrong is an error like any other`() {
        let error = #expect(throws: ConfigurationError.self) {
            try loader([:], ["MCP_FORGE__SERVER__PROT": "hunter2"]).load()
        }
        #expect(
            error?.description
                == "MCP_FORGE__SERVER__PROT: unknown key 'server.prot' (did you mean 'port' in [server.transport.http]?)"
        )
    }

    @Test func `a file to convert is found like one to load`() throws {
        let found = try loader(["./config.yaml": "server: {name: x}"]).document(nil)
        #expect(found.path == "./config.yaml" && found.document.problems.isEmpty)
        #expect(throws: ConfigurationError.unreadable("./config.yaml", .notFound)) { try loader().document(nil) }
    }
}
