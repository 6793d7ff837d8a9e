import Telemetry
import Testing

@testable import App

@Suite struct InvocationTests {
    private func options(_ change: (inout Invocation.Options) -> Void) -> Invocation.Options {
        var options = Invocation.Options()
        change(&options)
        return options
    }

    @Test func `options stand behind the command, with a blank or an equals sign`() throws {
        let expected = options {
            $0.config = "a=b.toml"
            $0.port = 0
            $0.host = "::1"
            $0.logLevel = .debug
        }
        let words = ["http", "--config=a=b.toml", "--port", "0", "--host", "::1", "--log-level=debug"]
        #expect(try Invocation(words) == .run(.http, expected))
    }

    @Test func `without a command the configuration decides`() throws {
        #expect(try Invocation([]) == .run(nil, Invocation.Options()))
        #expect(try Invocation(["--port", "1"]) == .run(nil, options { $0.port = 1 }))
    }

    @Test func `a check may be a question about keys`() throws {
        let words = ["check", "--explain", "port", "--config", "a.toml"]
        #expect(
            try Invocation(words)
                == .run(
                    .check,
                    options {
                        $0.question = .explain("port")
                        $0.config = "a.toml"
                    }
                )
        )
        #expect(try Invocation(["check", "--schema"]) == .run(.check, options { $0.question = .schema }))
        #expect(try Invocation(["check", "--reference"]) == .run(.check, options { $0.question = .reference }))
    }

    @Test(arguments: [
        (["--help"], Invocation.help(nil)), (["-h"], .help(nil)), (["check", "--help"], .help(.check)),
        (["version", "-h"], .help(.version)), (["--version"], .run(.version, Invocation.Options())),
    ])
    func `help is everywhere`(words: [String], expected: Invocation) throws {
        #expect(try Invocation(words) == expected)
    }

    @Test func `other words mean the same`() throws {
        #expect(try Invocation(["validate", "--config", "a"]) == Invocation(["check", "--config", "a"]))
        #expect(try Invocation(["serve", "--port", "1"]) == Invocation(["--port", "1"]))
    }

    @Test func `convert takes a file, and where to write`() throws {
        var options = Invocation.Options()
        options.config = "a.yaml"
        options.converter = Converter(output: "b.toml", replaces: true)
        #expect(try Invocation(["convert", "a.yaml", "-o", "b.toml", "--force"]) == .run(.convert, options))
        #expect(try Invocation(["convert", "--output=b.toml", "--force", "a.yaml"]) == .run(.convert, options))
        #expect(try Invocation(["convert"]) == .run(.convert, Invocation.Options()))
    }

    @Test(arguments: [
        (["check", "--explain"], "'--explain' needs a value: --explain KEY"),
        (["check", "--schema=x"], "'--schema' takes no value"), (["http", "--schema"], "unknown option '--schema'"),
        (["swerve"], "unknown command 'swerve'; try 'mcp-forge --help'"),
        (["http", "--force"], "unknown option '--force'"), (["convert", "a", "b"], "unknown option 'b'"),
        (["convert", "-o"], "'--output' needs a value: --output FILE"),
        (["http", "--prot", "1"], "unknown option '--prot'"),
        (["stdio", "--port", "1"], "unknown option '--port'"), (["http", "x"], "unknown option 'x'"),
        (["http", "--port"], "'--port' needs a value: --port NUMBER"),
        (["http", "--port", "x"], "'x' is no port; use a number from 0 to 65535"),
        (["http", "--host", "evil"], "'evil' is no address; use an IPv4 or IPv6 address, or localhost"),
        (["http", "--port=65536"], "'65536' is no port; use a number from 0 to 65535"),
        (
            ["http", "--log-level", "loud"],
            "'loud' is no log level; use trace, debug, info, notice, warning, error or critical."
        ),
    ])
    func `what makes no sense is said`(words: [String], message: String) {
        #expect(throws: UsageError(message)) { try Invocation(words) }
    }
}
