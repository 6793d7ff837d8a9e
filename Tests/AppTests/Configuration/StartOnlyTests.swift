import MCP
import Platform
import Telemetry
import Testing

@testable import App

@Suite struct StartOnlyTests {
    /// What is not in the list of `StartOnly`: a new key must be put into one of both.
    private static let live = [
        "jwt_exposed_claims", "oauth_whitelist_domains", "server.name", "server.version", "server.title",
        "server.description", "server.website_url", "server.icons", "server.instructions",
        "server.transport.http.allow_anonymous", "server.transport.http.also_at",
        "server.transport.http.public_url",
        "server.transport.http.allowed_hosts", "server.transport.http.allowed_origins",
        "server.transport.http.trusted_proxies", "server.transport.http.proxy_headers",
        "server.transport.http.websocket", "server.transport.http.websocket_compression", "server.keys", "mcp",
        "access", "management.token", "demo", "log.level", "middleware.cors", "middleware.rate_limit",
        "middleware.global_limit", "middleware.tool_limit", "middleware.jwt", "oauth_authorization_server",
        "oauth_protected_resource", "auth", "outbound",
    ]

    /// Whether `key` applies at a reload.
    static func isLive(_ key: String) -> Bool { live.contains { $0 == key || key.hasPrefix($0 + ".") } }

    @Test func `what waits stays as it was, and is named`() {
        var wanted = Configuration()
        wanted.server.port = 1
        wanted.server.limits.body = 7
        wanted.log.file = "/tmp/x"
        wanted.mcp.pageSize = 3
        let (followed, waiting) = wanted.following(Configuration())
        #expect(waiting == ["server.transport.http.port", "server.limits.body", "log.file"])
        #expect(followed.server == Configuration().server && followed.mcp.pageSize == 3)
    }

    @Test func `loops and pool judge stalls by one time, which waits`() {
        let wanted = ConfigurationText("[server.limits]\nstall_time = '1s'\n").configuration
        #expect(wanted.mcp.stallTime == .seconds(1) && wanted.server.limits.stallTime == .seconds(1))
        let (followed, waiting) = wanted.following(Configuration())
        #expect(waiting == ["server.limits.stall_time"])
        #expect(followed.mcp.stallTime == Configuration().server.limits.stallTime)
    }

    @Test func `the token of the operator may change, but not come or go`() {
        var (running, wanted) = (Configuration(), Configuration())
        running.management = ManagementSettings()
        running.management?.token = Secret("old")
        wanted.management = running.management
        wanted.management?.token = Secret("new")
        #expect(wanted.following(running).waiting.isEmpty)
        #expect(wanted.following(running).configuration.management?.token == Secret("new"))
        wanted.management?.token = nil
        #expect(wanted.following(running).waiting == ["management"])
        #expect(wanted.following(running).configuration == running)
    }

    @Test func `whom a listener lets connect stays as it was opened`() {
        let text = { (proxy: String, more: String) in
            ConfigurationText("[server.transport.http]\ntrusted_proxies = ['\(proxy)']\n\(more)").configuration
        }
        let only = "proxy_protocol = true\n"
        let (running, wanted) = (text("10.0.0.1", only), text("10.0.0.2", only))
        #expect(wanted.following(running).waiting == ["server.transport.http.trusted_proxies"])
        #expect(wanted.following(running).configuration == running)
        // Switched off in the file, and still on until the next start.
        let off = text("10.0.0.2", "")
        let keys = ["proxy_protocol", "trusted_proxies"].map { "server.transport.http.\($0)" }
        #expect(off.following(running).waiting == keys && off.following(running).configuration == running)
        let (plain, other) = (text("10.0.0.1", ""), text("10.0.0.2", ""))
        #expect(other.following(plain).waiting.isEmpty && other.following(plain).configuration == other)
    }
}
