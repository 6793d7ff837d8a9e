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
