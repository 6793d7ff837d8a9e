/// Variables that begin with `MCPENGINE_`.
extension VariablesFound {
    mutating func readEngine(_ variables: Variables) {
        for name in variables.names where name.hasPrefix(Self.enginePrefix) && !Self.isLink(name) {
            guard let text = variables.foreign(name, in: &self) else { continue }
            readEngine(name, String(name.dropFirst(Self.enginePrefix.count)), text, variables)
        }
    }

    private static let enginePrefix = "MCPENGINE_"

    private mutating func readEngine(_ name: String, _ setting: String, _ text: String, _ variables: Variables) {
        switch setting {
        case "HOST": set("server.transport.http.host", text, from: name)
        case "PORT": set("server.transport.http.port", text, from: name)
        case "LOG_LEVEL": set("log.level", PythonWords.level(text), from: name)
        case "DEBUG":
            guard PythonWords.truth(text) == "true", !variables.names.contains("MCPENGINE_LOG_LEVEL") else { return }
            set("log.level", "debug", from: name)
        case "MCP_PATH":
            if text != "/mcp" { set("server.transport.http.also_at", text, from: name) }
        case "SSE_PATH", "MESSAGE_PATH":
            ignore(
                name,
                "the path cannot be chosen",
                suggestion: "write mcp.legacy_sse = true, which serves /sse and /messages/"
            )
        default: ignore(name, "there is no such key")
        }
    }

    /// What Kubernetes says of a service that is called `mcpengine`.
    private static func isLink(_ name: String) -> Bool {
        let rest = name.dropFirst(enginePrefix.count)
        return rest.hasPrefix("SERVICE_") || rest.hasPrefix("PORT_")
    }
}

/// What Python's programs write into variables, in the words of TOML.
enum PythonWords {
    static func level(_ text: String) -> String {
        switch text.lowercased() {
        case "warn": "warning"
        case "fatal": "critical"
        case let word: word
        }
    }

    static func truth(_ text: String) -> String {
        switch text.lowercased() {
        case "true", "1", "yes", "on", "y", "t": "true"
        case "false", "0", "no", "off", "n", "f": "false"
        default: text
        }
    }
}
