import Telemetry
import Testing

@testable import MCP

@Suite struct CallMeterTests {
    @Test func `a call's time goes to what was called`() throws {
        let placement = Placement(of: "tool a", on: .loop)
        let server = MCPServer(.empty)
        let call = RunningCall(.number(1), of: placement, limit: .seconds(1), cap: .seconds(1), in: server)
        call.took(.milliseconds(3))
        call.took(nanoseconds: 7)
        #expect(placement.meter.durations.snapshot.nanoseconds == 3_000_007)
        #expect(placement.meter.durations.snapshot.total == 2)
    }
}
