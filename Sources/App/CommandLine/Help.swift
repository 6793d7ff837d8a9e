/// What `--help` says.
enum Help {
    static func text(for command: Command?) -> String {
        guard let command else { return general }
        let file = command == .convert ? " [FILE]" : ""
        let usage = "Usage: mcp-forge \(command.rawValue)\(file)\(command.options.isEmpty ? "" : " [options]")"
        return [usage, "", command.summary, "", table(of: command.options)].joined(separator: "\n")
    }

    private static var general: String {
        let commands =
            Command.allCases.map { ($0.rawValue, $0.summary) }
            + Command.Alias.allCases.map { ($0.rawValue, $0.summary) }
        return """
            Usage: mcp-forge [command] [options]

            A server for the Model Context Protocol. Without a command it serves the transport that the
            configuration names (server.transport.type).

            Commands:
            \(columns(commands))

            \(table(of: CommandOption.allCases))
            Exit codes: 0 done, 1 unhealthy, 64 wrong usage, 70 a handler never ended, 71 the system refused, 78 wrong configuration.
            """
    }

    private static func table(of options: [CommandOption]) -> String {
        let rows = options.map { ("--\($0.rawValue)\($0.isSwitch ? "" : " \($0.placeholder)")", $0.summary) }
        return "Options:\n\(columns(rows + [("-h, --help", "Show this.")]))\n"
    }

    private static func columns(_ rows: [(String, String)]) -> String {
        let width = rows.map(\.0.count).max() ?? 0
        return rows.map { name, summary in
            "  \(name)\(String(repeating: " ", count: width - name.count + 2))\(summary)"
        }.joined(separator: "\n")
    }
}
