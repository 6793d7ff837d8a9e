@testable import CEL
import Testing

@Suite struct LocalTimeTests {
    @Test func `a moment before 1970 has its place in the week`() throws {
        let moment = CELValue.timestamp(try #require(.init("1969-07-20T20:17:40Z")))
        let time = try LocalTime(moment, TimeZoneRules(offset: -18_000))
        #expect(time.dayOfWeek == 0)
        #expect(time.seconds == 15 * 3_600 + 17 * 60 + 40)
        #expect(time.date.day == 20)
    }

    @Test func `only a timestamp has one`() {
        #expect(throws: CELFailure.noSuchOverload("for a value of type int")) {
            try LocalTime(.int(1), TimeZoneRules(offset: 0))
        }
    }
}
