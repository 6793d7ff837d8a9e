import HTTP
import JSON
import MCP
import Synchronization
import Telemetry
import Testing

@testable import App

/// Keeps what it is sent.
private final class Receiver: HTTPClient {
    let bodies = Mutex<[JSONValue]>([])
    func send(_ request: HTTPClientRequest) async throws(HTTPClientError) -> HTTPClientResponse {
        if let body = try? JSONValue(parsing: request.body) { bodies.withLock { $0.append(body) } }
        return HTTPClientResponse(.ok)
    }
}

@Suite struct TracesTests {
    @Test func `what was traced when the process stops is sent, and says whose it is`() async throws {
        let read = ConfigurationText("[traces]\nendpoint = 'http://a'\nresource = { 'a.b' = 'c' }").configuration
        let receiver = Receiver()
        let traces = Traces(try #require(read.traces), of: read, asking: receiver, log: .silent)
        traces.start()
        let state = ProcessState(traces: traces)
        let application = Application(read, offering: LiveCatalog(try .app()), in: state, log: .silent)
        _ = await application.handler.respond(to: HTTPRequest(.get, "/", fields: [.host: "localhost"]))
        traces.queue.close()
        // The threads of the pool are few here, and `finish` blocks one.
        while traces.queue.report.delivered == 0 { await Task.yield() }
        traces.finish()
        #expect(traces.queue.report == TraceReport(delivered: 1))
        let text = receiver.bodies.withLock { $0.map(\.text).joined() }
        for part in [#""GET /""#, #""service.name""#, #""mcp-forge""#, #""a.b""#] { #expect(text.contains(part)) }
        let metrics = MetricsFormat.prometheus.text(
            of: MetricsPage(instruments: try instruments(tracing: traces)).metrics
        )
        #expect(metrics.contains("mcp_forge_spans_exported_total 1\n"))
        #expect(metrics.contains("mcp_forge_spans_dropped_total{reason=\"full\"} 0\n"))
        #expect(metrics.contains("mcp_forge_limit{key=\"traces.queue\"} 2048\n"))
    }

    @Test func `without the table there are none`() throws {
        #expect(Traces(Configuration(), log: .silent) == nil)
        let metrics = MetricsFormat.prometheus.text(of: MetricsPage(instruments: try instruments()).metrics)
        #expect(!metrics.contains("span"))
    }
}
