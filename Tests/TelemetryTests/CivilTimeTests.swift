import Telemetry
import Testing

@Suite struct CivilTimeTests {
    @Test(arguments: [
        (0, "1970-01-01T00:00:00Z", 4), (951_782_400, "2000-02-29T00:00:00Z", 2),
        (1_709_251_199, "2024-02-29T23:59:59Z", 4), (4_107_542_400, "2100-03-01T00:00:00Z", 1),
        (1_767_225_599, "2025-12-31T23:59:59Z", 3), (-5, "1970-01-01T00:00:00Z", 4),
    ])
    func `a moment is a date, a time and a day of the week`(seconds: Int, text: String, weekday: Int) {
        let time = CivilTime(secondsSince1970: seconds)
        #expect(time.text == text)
        #expect(time.weekday == weekday)
    }

    @Test func `each day follows the one before`() {
        var last = CivilTime(secondsSince1970: 0)
        for day in 1..<60_000 {
            let next = CivilTime(secondsSince1970: day * 86400)
            let isNext =
                next.day == last.day + 1 && next.month == last.month && next.year == last.year
                || next.day == 1 && next.month == last.month % 12 + 1 && last.day >= 28
            #expect(isNext && next.weekday == (last.weekday + 1) % 7, "\(next.text) after \(last.text)")
            last = next
        }
    }
}
