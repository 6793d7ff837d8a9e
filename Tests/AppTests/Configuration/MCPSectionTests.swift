import HTTP
import MCP
import TOML
import Testing

@testable import App

@Suite struct MCPSectionTests {
    @Test func `identity and limits are read`() {
        let text = ConfigurationText(
            """
            [server]
            name = "mine"
            version = "2"
            title = "Mine"
            description = "All mine."
            website_url = "https://example.com"
            icons = ["https://example.com/icon.png"]
            instructions = "Ask first."
            [mcp]
            page_size = 10
            cache_time = 0
            call_timeout = "5s"
            call_timeout_cap = "1m"
            call_limit = 2
            calls_per_principal = 17
            calls_per_connection = 3
            line_limit = "1MiB"
            request_state_time = "1m"
            round_limit = 4
            listener_limit = 5
            listeners_per_principal = 6
            uris_per_listener = 7
            task_limit = 8
            tasks_per_principal = 9
            task_time = "1m"
            task_poll_interval = "2s"
            """
        )
        var expected = MCPSettings()
        expected.name = "mine"
        expected.version = "2"
        expected.title = "Mine"
        expected.description = "All mine."
        expected.websiteURL = "https://example.com"
        expected.icons = [Icon("https://example.com/icon.png")]
        expected.instructions = "Ask first."
        expected.pageSize = 10
        expected.cacheTime = .zero
        expected.callTimeout = .seconds(5)
        expected.callTimeoutCap = .seconds(60)
        expected.callLimit = 2
        expected.callsPerPrincipal = 17
        expected.callsPerConnection = 3
        expected.lineLimit = 1 << 20
        expected.requestStateTime = .seconds(60)
        expected.roundLimit = 4
        expected.listenerLimit = 5
        expected.listenersPerPrincipal = 6
        expected.urisPerListener = 7
        expected.tasks.limit = 8
        expected.tasks.perPrincipal = 9
        expected.tasks.time = .seconds(60)
        expected.tasks.pollInterval = .seconds(2)
        #expect(text.configuration.mcp == expected)
        #expect(text.problems.isEmpty)
    }

    @Test func `an icon that no client would load is refused`() {
        #expect(ConfigurationText("[server]\nicons = ['http://example.com/icon.png']").errors.count == 1)
    }

    @Test func `a timeout beyond its cap is refused`() {
        #expect(
            ConfigurationText("[mcp]\ncall_timeout = '1h'").errors == [
                "'mcp.call_timeout' is longer than 'mcp.call_timeout_cap'"
            ]
        )
    }
}
