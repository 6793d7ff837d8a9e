@testable import CEL
import Testing

@Suite struct MeterTests {
    @Test func `what costs more than there is ends`() throws {
        var limits = ProgramLimits()
        limits.cost = 10
        var meter = Meter(limits)
        try meter.charge(10)
        #expect(throws: CELFailure.tooExpensive) { try meter.charge(1) }
    }

    @Test func `levels come back when they are left`() throws {
        var limits = ProgramLimits()
        limits.depth = 1
        var meter = Meter(limits)
        try meter.enter()
        meter.leave()
        try meter.enter()
        #expect(throws: CELFailure.tooDeep) { try meter.enter() }
    }

    @Test func `searching costs the product of two long texts`() {
        var meter = Meter(ProgramLimits())
        let text = String(repeating: "a", count: 20_000)
        #expect(throws: CELFailure.tooExpensive) { try meter.charge(searching: text, for: text) }
        #expect(throws: Never.self) {
            var meter = Meter(ProgramLimits())
            try meter.charge(searching: text, for: "a")
        }
    }
}
