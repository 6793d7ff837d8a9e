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
            calls_per_connection = 3
            line_limit = "1MiB"
            request_state_time = "1m"
            round_limit = 4
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
        expected.callsPerConnection = 3
        expected.lineLimit = 1 << 20
        expected.requestStateTime = .seconds(60)
        expected.roundLimit = 4
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
