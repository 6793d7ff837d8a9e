/// A moment by the Gregorian calendar, UTC.
public struct CivilTime: Sendable, Equatable {
    public let year: Int
    /// 1 to 12.
    public let month: Int
    /// 1 to 31.
    public let day: Int
    /// 0 is Sunday.
    public let weekday: Int
    public let hour: Int
    public let minute: Int
    public let second: Int

    /// `seconds` since 1970 began; not before it.
    public init(secondsSince1970 seconds: Int) {
        let (days, time) = max(0, seconds).quotientAndRemainder(dividingBy: 86400)
        // Eras of 400 years that start in March, so that the leap day is the last of its year.
        let shifted = days + 719_468
        let dayOfEra = shifted % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        year = yearOfEra + shifted / 146_097 * 400 + (month <= 2 ? 1 : 0)
        day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        weekday = (days + 4) % 7
        hour = time / 3600
        minute = time / 60 % 60
        second = time % 60
    }

    /// `2026-11-20T17:09:05Z` (RFC 3339).
    public var text: String {
        "\(year)-\(Self.two(month))-\(Self.two(day))T\(Self.two(hour)):\(Self.two(minute)):\(Self.two(second))Z"
    }

    /// Two digits.
    public static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
