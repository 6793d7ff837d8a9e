/// A day of the Gregorian calendar, year 0 to 9999.
public struct TOMLDate: Sendable, Hashable {
    public let year: Int
    public let month: Int
    public let day: Int

    /// `nil` for a day that does not exist.
    public init?(year: Int, month: Int, day: Int) {
        guard 0...9999 ~= year, 1...12 ~= month, 1...Self.days(in: month, of: year) ~= day else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    private static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

/// A time of day, to the nanosecond. A second of 60 is a leap second (RFC 3339 §5.7).
public struct TOMLTime: Sendable, Hashable {
    public let hour: Int
    public let minute: Int
    public let second: Int
    public let nanosecond: Int

    /// `nil` for a time that no clock shows.
    public init?(hour: Int, minute: Int, second: Int = 0, nanosecond: Int = 0) {
        guard 0...23 ~= hour, 0...59 ~= minute, 0...60 ~= second, 0...999_999_999 ~= nanosecond else { return nil }
        self.hour = hour
        self.minute = minute
        self.second = second
        self.nanosecond = nanosecond
    }
}

extension TOMLDate: CustomStringConvertible {
    public var description: String { "\(padded(year, 4))-\(padded(month))-\(padded(day))" }
}

extension TOMLTime: CustomStringConvertible {
    public var description: String { "\(padded(hour)):\(padded(minute)):\(padded(second))\(fraction)" }

    private var fraction: String {
        guard nanosecond > 0 else { return "" }
        var digits = padded(nanosecond, 9)
        while digits.hasSuffix("0") { digits.removeLast() }
        return "." + digits
    }
}

private func padded(_ number: Int, _ width: Int = 2) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
