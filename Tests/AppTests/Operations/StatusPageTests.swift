import JSON
import Platform
import Testing

@testable import App

@Suite struct StatusPageTests {
    @Test func `a limit stands beside its use`() throws {
        var report = ServerReport()
        report.connections = 3
        let json = StatusPage(instruments: try instruments(report)).json
        let limits = try #require(json["limits"]?.object)
        #expect(limits["server.limits.connections"] == ["limit": 8192, "used": 3])
        #expect(limits["server.limits.head"] == ["limit": 16384])
        #expect(json["uptime_seconds"] == 60)
        #expect(json["ready"] == false)
        #expect(json["started"] == "2025-11-20T17:00:00Z")
    }
}
