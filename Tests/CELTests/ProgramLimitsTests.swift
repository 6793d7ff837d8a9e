@testable import CEL
import Testing

@Suite struct ProgramLimitsTests {
    @Test func `an evaluation ends with what it may cost`() {
        let source = "[1, 2, 3].map(x, x + n).size() == 3"
        #expect(failure(of: source, ["n": .int(1)], limits: ProgramLimits().with(cost: 10)) == .tooExpensive)
        #expect(failure(of: source, ["n": .int(1)], limits: ProgramLimits().with(cost: 40)) == nil)
    }

    @Test func `no limit lets an expression be longer than it says`() {
        var limits = ProgramLimits()
        limits.length = 3
        #expect((try? evaluate("1+1", limits: limits)) == .int(2))
        #expect((try? evaluate("1 +1", limits: limits)) == nil)
    }
}
