import Telemetry
import Testing

@testable import Platform

@Suite(.blocking) struct ServerReportTests {
    @Test func `answers, waits, streams and refusals show`() throws {
        let server = try TestServer { $0.limits.stallTime = .seconds(5) }
        let client = try TestClient(server.port)
        client.send("GET /health HTTP/1.1\r\nHost: a\r\n\r\n")
        _ = client.read(until: "ok")
        client.send("GET /wait?20 HTTP/1.1\r\nHost: a\r\n\r\n")
        _ = client.read(until: "waited")
        #expect(server.server.report.answers == [200: 2])
        #expect(server.server.report.durations.total == 2)
        #expect(server.server.report.durations.nanoseconds >= 20_000_000)
        #expect(server.server.report.connections == 1 && server.server.report.loops == 1)
        client.send("GET /stream?60000 HTTP/1.1\r\nHost: a\r\n\r\n")
        _ = client.read(until: "data: 1")
        #expect(server.server.report.eventStreams == 1)
        // A request counts once its handler waits, which is just after its first piece is on its way.
        #expect(server.reports { $0.requests == 1 })
        let bad = try TestClient(server.port)
        bad.send("GET / HTTP/3.0\r\n\r\n")
        _ = bad.readAll()
        #expect(server.server.report.answers[505] == 1)
        #expect(server.server.report.refusals["other"] == 1)
        server.server.drain()
        server.stop()
        #expect(server.server.report.eventStreams == 0)
        #expect(server.server.report.durations.total == 2)
    }
}
