@testable import CEL
import Testing

@Suite struct CivilDateTests {
    @Test func `every day has a date, and the date that day`() {
        for days in stride(from: -719_162, through: 2_932_896, by: 97) {
            #expect(CivilDate(daysSince1970: days).daysSince1970 == days)
        }
    }

    @Test func `the calendar begins and ends where it should`() {
        let first = CivilDate(daysSince1970: -719_162)
        #expect((first.year, first.month, first.day) == (1, 1, 1))
        let last = CivilDate(daysSince1970: 2_932_896)
        #expect((last.year, last.month, last.day) == (9999, 12, 31))
    }

    @Test func `only days that there are`() {
        #expect(CivilDate(year: 2000, month: 2, day: 29)?.dayOfYear == 59)
        #expect(CivilDate(year: 1900, month: 2, day: 29) == nil)
        #expect(CivilDate(year: 2001, month: 4, day: 31) == nil)
        #expect(CivilDate(year: 2001, month: 13, day: 1) == nil)
        #expect(CivilDate(year: 2001, month: 1, day: 0) == nil)
    }
}
