import JSON
import Synchronization
import Telemetry
import Testing

@testable import HTTP

@Suite struct HostRefusalTests {
    private final class Lines: Sendable {
        let all = Mutex<[JSONObject]>([])
        var log: Logger { Logger { [self] _, _, fields in all.withLock { $0.append(fields) } } }
    }

    @Test func `the log shows the line that would allow it`() {
        let lines = Lines()
        var settings = HostsSettings()
        settings.allowedHosts = ["a.example"]
        let hosts = Hosts(settings, loopback: true, openPaths: [], log: lines.log)
        for fields in [[.host: "mcp.example.com:8443"], [.host: "localhost", .origin: "https://b.example"]]
            as [HTTPFields]
        {
            var request = HTTPRequest(.get, "/mcp", fields: fields)
            #expect(hosts.answer(to: &request)?.status == .forbidden)
        }
        #expect(
            lines.all.withLock { $0.map { $0["to_allow_it"] } } == [
                #"[server.transport.http] allowed_hosts = ["a.example", "mcp.example.com:8443"]"#,
                #"[server.transport.http] allowed_origins = ["https://b.example"]"#,
            ]
        )
    }

    @Test func `what no line would allow has none`() {
        #expect(HostRefusal.malformedHost.remedy(HostsSettings()) == nil)
        #expect(HostRefusal.malformedOrigin.remedy(HostsSettings()) == nil)
    }

    @Test func `a flood is told about a few times in a minute`() {
        let report = RefusalReport(.silent)
        let now = ContinuousClock.now
        #expect((0..<100).count { _ in report.isDue(at: now) } == 10)
        #expect(report.isDue(at: now + .seconds(61)))
    }

    @Test func `caches are told that the origin matters`() {
        #expect(HostRefusal.origin("https://b.example").response.variesByOrigin)
    }
}
