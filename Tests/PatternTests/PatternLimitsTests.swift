import Pattern
import Testing

@Suite struct PatternLimitsTests {
    @Test func `an expression may be as long as the limit says, in bytes`() throws {
        var limits = PatternLimits()
        limits.length = 4
        _ = try Pattern("éé", limits: limits)
        #expect(throws: PatternError("it is longer than 4 bytes")) { try Pattern("ééa", limits: limits) }
    }

    @Test func `its program may take as much memory as the limit says`() throws {
        var limits = PatternLimits()
        _ = try Pattern(".{1,1000}", limits: limits)
        limits.memory = 64 << 10
        #expect(throws: PatternError.self) { try Pattern(".{1,1000}", limits: limits) }
        _ = try Pattern("a+", limits: limits)
    }
}
