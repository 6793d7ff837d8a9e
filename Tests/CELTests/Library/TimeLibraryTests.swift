@testable import CEL
import Testing

@Suite struct TimeLibraryTests {
    @Test(arguments: [
        ("getFullYear()", 2024), ("getMonth()", 1), ("getDate()", 29), ("getDayOfMonth()", 28), ("getDayOfWeek()", 4),
        ("getDayOfYear()", 59),
        ("getHours()", 23), ("getMinutes()", 30), ("getSeconds()", 15), ("getMilliseconds()", 250),
        ("getDate('+01:00')", 1),
        ("getHours('-00:45')", 22),
    ])
    func `a timestamp has fields`(call: String, value: Int) throws {
        #expect(try evaluate("timestamp('2024-02-29T23:30:15.25Z').\(call)") == .int(value))
    }

    @Test(arguments: [("getHours()", 1), ("getMinutes()", 90), ("getSeconds()", 5_400), ("getMilliseconds()", 5)])
    func `a duration is counted whole`(call: String, value: Int) throws {
        #expect(try evaluate("duration('1h30m5ms').\(call)") == .int(value))
    }

    @Test func `a duration has no zone and no date`() {
        #expect(
            failure(of: "x.getHours('UTC')", ["x": .duration(.init(nanoseconds: 1))])
                == .noSuchOverload("for a value of type duration")
        )
        #expect(
            message(of: "duration('1s').getMonth()")
                == "'getMonth' does not take (duration); it is timestamp.getMonth()"
        )
    }
}
