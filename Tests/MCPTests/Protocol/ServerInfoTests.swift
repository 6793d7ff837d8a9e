import HTTP
import JSON
import Testing

@testable import MCP

@Suite struct ServerInfoTests {
    private var settings: MCPSettings {
        var settings = MCPSettings()
        settings.title = "Mine"
        settings.description = "All mine."
        settings.websiteURL = "https://example.com"
        settings.icons = [Icon("https://example.com/i.png")]
        return settings
    }

    @Test func `each revision sees what it knows`() {
        #expect(settings.serverInfo(for: .v2025_11_25)["websiteUrl"] == "https://example.com")
        #expect(settings.serverInfo(for: .v2025_11_25)["icons"] == [["src": "https://example.com/i.png"]])
        #expect(settings.serverInfo(for: .v2025_06_18) == ["name": "mcp-forge", "title": "Mine", "version": "0.1.0"])
        #expect(settings.serverInfo(for: .v2025_03_26)["title"] == nil)
    }

    @Test func `only the discovery carries all of it`() async throws {
        let server = try makeServer(settings)
        let discovery = try await server.respond(
            to: RPCRequest(id: .number(1), method: "server/discover"),
            in: RequestContext(caller: .trusted)
        )
        #expect(discovery["_meta"]?["io.modelcontextprotocol/serverInfo"]?["description"] == "All mine.")
        #expect(settings.serverInfo["description"] == nil)
        #expect(settings.hasProfile && !MCPSettings().hasProfile)
    }
}
