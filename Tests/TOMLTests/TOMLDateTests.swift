import TOML
import Testing

@Suite struct TOMLDateTests {
    @Test func `a leap day exists in leap years only`() {
        #expect(TOMLDate(year: 2024, month: 2, day: 29) != nil)
        #expect(TOMLDate(year: 2000, month: 2, day: 29) != nil)
        #expect(TOMLDate(year: 1900, month: 2, day: 29) == nil)
        #expect(TOMLDate(year: 2026, month: 4, day: 31) == nil)
    }

    @Test func `a time may show a leap second but no later one`() {
        #expect(TOMLTime(hour: 23, minute: 59, second: 60) != nil)
        #expect(TOMLTime(hour: 23, minute: 59, second: 61) == nil)
        #expect(TOMLTime(hour: 24, minute: 0) == nil)
    }

    @Test func `both are written with all their digits, and fractions with none too many`() {
        #expect(TOMLDate(year: 7, month: 1, day: 2)?.description == "0007-01-02")
        #expect(TOMLTime(hour: 1, minute: 2, nanosecond: 50_000_000)?.description == "01:02:00.05")
    }
}
