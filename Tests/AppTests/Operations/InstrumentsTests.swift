import MCP
import Platform
import TOML
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

    /// What says how much of something there may be; rates and times add up to nothing.
    @Test func `every number and size in the shipped configuration is there`() throws {
        let top = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(4).joined(separator: "/")
        let document = TOMLDocument(try FileSystem.read("\(top)/config.toml", limit: 1 << 20))
        let names = Set(try instruments().limits(ServerReport()).map(\.name))
        var looked = 0
        for (path, value) in document.values where path.hasPrefix("server.limits.") || path.hasPrefix("mcp.") {
            guard value.text.allSatisfy(\.isNumber) || value.text.hasSuffix("iB\""), path != "server.limits.write_rate"
            else { continue }
            looked += 1
            #expect(names.contains(path), "\(path)")
        }
        #expect(looked > 20)
    }
}
