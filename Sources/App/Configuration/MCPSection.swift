import JSON
import HTTP
import MCP
import TOML

extension MCPSettings {
    /// `[server]`
    mutating func readIdentity(_ table: TOMLTable) {
        name = table["name"] ?? name
        version = table["version"] ?? version
        title = table["title"] ?? title
        description = table["description"] ?? description
        let website: HTTPURL? = table["website_url"]
        websiteURL = website?.text ?? websiteURL
        icons = readIcons(table) ?? icons
        instructions = table["instructions"] ?? instructions
    }

    private func readIcons(_ table: TOMLTable) -> [Icon]? {
        let sources: [String]? = table["icons"]
        for source in sources ?? [] where !source.hasPrefix("https://") && !source.hasPrefix("data:image/") {
            table.refuse("icons", "an icon is a URL such as 'https://example.com/icon.png', or a 'data:image/…' URI")
        }
        return sources?.map { Icon($0) }
    }

    /// `[mcp]`
    mutating func readLimits(_ table: TOMLTable) {
        let day = Duration.seconds(86_400)
        pageSize = table["page_size", in: 1...10_000] ?? pageSize
        cacheTime = table["cache_time", in: .zero...(day * 365)] ?? cacheTime
        callTimeout = table["call_timeout", in: .milliseconds(1)...day] ?? callTimeout
        callTimeoutCap = table["call_timeout_cap", in: .milliseconds(1)...day] ?? callTimeoutCap
        callLimit = table["call_limit", in: 1...1_000_000] ?? callLimit
        callsPerPrincipal = table["calls_per_principal", in: 1...1_000_000] ?? callsPerPrincipal
        callsPerConnection = table["calls_per_connection", in: 1...1_000_000] ?? callsPerConnection
        lineLimit = table[bytes: "line_limit", in: 1 << 10...1 << 30] ?? lineLimit
        requestStateTime = table["request_state_time", in: .seconds(1)...day] ?? requestStateTime
        roundLimit = table["round_limit", in: 1...1000] ?? roundLimit
        listenerLimit = table["listener_limit", in: 1...1_000_000] ?? listenerLimit
        listenersPerPrincipal = table["listeners_per_principal", in: 1...1_000_000] ?? listenersPerPrincipal
        urisPerListener = table["uris_per_listener", in: 1...100_000] ?? urisPerListener
        tasks.limit = table["task_limit", in: 1...1_000_000] ?? tasks.limit
        tasks.perPrincipal = table["tasks_per_principal", in: 1...1_000_000] ?? tasks.perPrincipal
        tasks.time = table["task_time", in: .seconds(1)...(day * 30)] ?? tasks.time
        tasks.pollInterval = table["task_poll_interval", in: .milliseconds(1)...day] ?? tasks.pollInterval
        sessions.read(table)
        if callTimeout > callTimeoutCap {
            table.refuse("call_timeout", "'mcp.call_timeout' is longer than 'mcp.call_timeout_cap'")
        }
    }
}

extension MCPSettings {
    static var serverReference: SectionDescription {
        SectionDescription(
            "server",
            "who this server says it is",
            [
                .key("name", .string, "mcp-forge", "`serverInfo.name`"),
                .key("version", .string, "0.1.0", "`serverInfo.version`"),
                .key("title", .string, .unset, "a name for people", example: "My tools"),
                .key(
                    "description",
                    .string,
                    .unset,
                    "what people read about this server",
                    example: "Search and fetch what we know."
                ),
                .key("website_url", .url, .unset, "where they read more", example: "https://mcp.example.com"),
                .key(
                    "icons",
                    .list(.matching("^(https://|data:image/)")),
                    [],
                    "pictures: `https:` or `data:image/` URIs",
                    example: ["https://mcp.example.com/icon.png"]
                ),
                .key(
                    "instructions",
                    .string,
                    .unset,
                    "what a model is told about this server",
                    example: "Search before you fetch."
                ),
                .key(
                    "reload",
                    .words(of: ReloadMode.self),
                    "signal",
                    "when the file is [read again](reload.md): at SIGHUP; also when it has changed; never"
                ),
            ]
        )
    }

    static var reference: SectionDescription {
        SectionDescription("mcp", "the Model Context Protocol", calls + work + SessionSettings.keys)
    }

    private static var calls: [KeyDescription] {
        [
            .key("page_size", .integer(1, 10_000), 100, "items on one page of a list"),
            .key("cache_time", .duration("0s", "8760h"), "1m", "how long clients may keep lists and documents"),
            .key(
                "call_timeout",
                .duration("1ms", "24h"),
                "1m",
                "a call that shows no progress for so long is cancelled"
            ),
            .key(
                "call_timeout_cap",
                .duration("1ms", "24h"),
                "10m",
                "a call is cancelled after so long, whatever it shows"
            ),
            .key("call_limit", .integer(1, 1_000_000), 1024, "calls running in the whole process; one more is refused"),
            .key(
                "calls_per_principal",
                .integer(1, 1_000_000),
                256,
                "of these, calls of one caller; where callers have no name, of one address. One more is refused"
            ),
            .key(
                "calls_per_connection",
                .integer(1, 1_000_000),
                64,
                "calls running for one client on standard streams; one more waits"
            ),
            .key("line_limit", .size("1KiB", "1GiB"), "16MiB", "the longest message on standard streams"),
            .key(
                "request_state_time",
                .duration("1s", "24h"),
                "10m",
                "for a client to answer what a call asked it (2026-07-28)"
            ),
            .key("round_limit", .integer(1, 1000), 16, "how often one call may ask before it is refused"),
        ]
    }

    private static var work: [KeyDescription] {
        [
            .key(
                "listener_limit",
                .integer(1, 1_000_000),
                16384,
                "clients that listen to changes (2026-07-28), in the whole process; one more is refused"
            ),
            .key(
                "listeners_per_principal",
                .integer(1, 1_000_000),
                256,
                "streams on which one holder of a token listens"
            ),
            .key("uris_per_listener", .integer(1, 100_000), 256, "resources, and tasks, that one stream tells about"),
            .key(
                "task_limit",
                .integer(1, 1_000_000),
                1024,
                "tasks that are kept in the whole process; one more is refused"
            ),
            .key("tasks_per_principal", .integer(1, 1_000_000), 128, "tasks of one caller"),
            .key("task_time", .duration("1s", "720h"), "1h", "from the making of a task until it is forgotten"),
            .key(
                "task_poll_interval",
                .duration("1ms", "24h"),
                "1s",
                "how long clients should wait before they ask again"
            ),
        ]
    }
}
