import Platform
import Telemetry
import Testing

@testable import App

@Suite struct MetricsPageTests {
    private func page() throws -> [Metric] {
        var report = ServerReport()
        report.answers = [200: 7, 404: 1]
        return MetricsPage(instruments: try instruments(report)).metrics
    }

    @Test func `answers are counted by status`() throws {
        let text = MetricsFormat.prometheus.text(of: try page())
        #expect(text.contains("http_server_requests_total{status=\"200\"} 7\n"))
        #expect(text.contains("mcp_server_calls_total{kind=\"tool\",name=\"hello_world\",outcome=\"ok\"} 0\n"))
        #expect(text.contains("mcp_forge_limit{key=\"mcp.call_limit\"} 1024\n"))
        #expect(text.contains("mcp_forge_build_info{version=\"\(Version.current)\"} 1\n"))
    }

    @Test func `docs have every metric, and names are unique`() throws {
        let top = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(4).joined(separator: "/")
        let docs = String(decoding: try FileSystem.read("\(top)/docs/metrics.md", limit: 1 << 20), as: UTF8.self)
        let metrics = try page()
        #expect(Set(metrics.map(\.name)).count == metrics.count)
        for metric in metrics {
            #expect(docs.contains("`\(metric.name)\(metric.kind == .counter ? "_total" : "")`"), "\(metric.name)")
        }
    }
}
