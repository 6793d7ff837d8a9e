import MCP
import Platform
import Telemetry
import Testing

@testable import App

/// Instruments of an application that nobody has called.
func instruments(_ report: ServerReport = ServerReport(), tracing traces: Traces? = nil) throws -> Instruments {
    let state = ProcessState(start: 1_763_658_000, traces: traces)
    let configuration = Configuration()
    let application = Application(configuration, offering: .init(try .app()), in: state, log: .silent)
    return Instruments(
        first: application,
        state: state,
        server: { report },
        now: { 1_763_658_060 }
    )
}

@Suite struct InstrumentsTests {
    @Test func `every limit has its key, and its use where something adds up`() throws {
        var report = ServerReport()
        report.connections = 5
        report.memoryLimit = 100
        report.memory = 40
        let limits = try instruments(report).limits(report)
        #expect(limits.first { $0.name == "server.limits.connections" }?.use == 5)
        #expect(limits.first { $0.name == "server.limits.memory" } == .init("server.limits.memory", 100, use: 40))
        #expect(limits.first { $0.name == "server.limits.head" }?.use == nil)
        #expect(Set(limits.map(\.name)).count == limits.count)
    }
}
