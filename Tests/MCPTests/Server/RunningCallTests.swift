import HTTP
import JSON
import Testing

@testable import MCP

@Suite struct RunningCallTests {
    private func call(_ server: MCPServer, _ placement: Placement) -> RunningCall {
        RunningCall(.number(1), of: placement, limit: .seconds(1), cap: .seconds(2), in: server)
    }

    @Test func `a late call is overdue until it ends`() throws {
        let records = Records()
        let server = try makeServer(log: records.logger)
        let call = call(server, Placement(of: "tool x", on: .loop))
        #expect(call.wasLate() == .late)
        #expect(call.wasLate() == .late)
        #expect(server.counters.late == 1)
        #expect(server.counters.overdue == 1)
        call.end()
        #expect(server.counters.overdue == 0)
        #expect(records.all.first?.2["name"] == "tool x")
    }

    @Test func `a call in time counts for nothing`() throws {
        let server = try makeServer()
        call(server, Placement(of: "tool x", on: .loop)).end()
        #expect(server.counters.overdue == 0)
    }

    @Test func `what held its loop moves to the pool and is named once`() throws {
        let records = Records()
        let server = try makeServer(log: records.logger)
        let placement = Placement(of: "tool x", on: .loop)
        call(server, placement).stalled(for: .milliseconds(25))
        call(server, placement).stalled(for: .milliseconds(30))
        #expect(placement.isOnPool)
        #expect(records.all.count == 1)
        #expect(records.all.first?.2["ms"] == 25)
        #expect(server.counters.stalled == 2)
    }

    @Test(
        arguments: [
            (.seconds(60), 60_000), (.milliseconds(1), 1), (.microseconds(999), 0), (.zero, 0),
            (.seconds(Int64.max), .max), (.seconds(Int64.min), .min),
        ] as [(Duration, Int)]
    )
    func `durations become milliseconds without a trap`(duration: Duration, milliseconds: Int) {
        #expect(duration.milliseconds == milliseconds)
    }
}
