/// One word that `mcp-forge` understands.
enum Command: String, CaseIterable, Sendable {
    case http, stdio, check, convert, healthcheck, version

    var summary: String {
        switch self {
        case .http: "Serve over HTTP."
        case .stdio: "Serve one client over standard input and output."
        case .check: "Read the configuration, say what is wrong with it, and stop."
        case .convert: "Write a configuration in TOML, made of one in YAML or of another edition."
        case .healthcheck: "Ask a running server whether it is well; for images without a shell."
        case .version: "Print the version."
        }
    }

    /// Other words for what there is.
    enum Alias: String, CaseIterable {
        case serve, validate

        /// `nil`: what the configuration says.
        var command: Command? { self == .validate ? .check : nil }

        var summary: String {
            switch self {
            case .serve: "As without a command."
            case .validate: "As check."
            }
        }
    }

    var options: [CommandOption] {
        switch self {
        case .http: [.config, .logLevel, .host, .port]
        case .stdio: [.config, .logLevel]
        case .check: [.config, .diff, .explain, .schema, .reference]
        case .convert: [.config, .output, .force]
        case .healthcheck: [.config, .host, .port]
        case .version: []
        }
    }
}

/// One option, most of them with a value.
enum CommandOption: String, CaseIterable, Sendable {
    case config
    case logLevel = "log-level"
    case host, port, diff, explain, schema, reference, output, force

    /// Whether it stands alone.
    var isSwitch: Bool { placeholder.isEmpty }

    /// What stands for the value in the help.
    var placeholder: String {
        switch self {
        case .config: "FILE"
        case .diff: "[FILE]"
        case .explain: "KEY"
        case .output: "FILE"
        case .schema, .reference, .force: ""
        case .logLevel: "LEVEL"
        case .host: "ADDRESS"
        case .port: "NUMBER"
        }
    }

    var summary: String {
        switch self {
        case .config:
            "Read this file (TOML or YAML); else $CONFIG_FILE, or config.toml or .yaml in /data or here."
        case .logLevel: "trace, debug, info, notice, warning, error or critical."
        case .diff: "Show in which keys it differs from this file, or from the defaults; and what needs a restart."
        case .explain: "Say what a key or table of the configuration means, and which value it has."
        case .schema: "Print the JSON Schema of the configuration, for editors."
        case .reference: "Print every key with type, default and meaning, as tables in Markdown."
        case .output: "Write there (-o FILE), and not to standard output."
        case .force: "Replace the file that is there."
        case .host: "Instead of server.transport.http.host."
        case .port: "Instead of server.transport.http.port; 0 picks a free one."
        }
    }
}
