extension CELValue.Timestamp {
    /// A date and time of RFC 3339 §5.6; `nil` when it is none, or beyond the years that there are.
    init?(_ text: String) {
        var reader = DigitReader(text)
        guard let year = reader.number(4), reader.take("-"), let month = reader.number(2), reader.take("-"),
            let day = reader.number(2), reader.take("T") || reader.take("t"), let hour = reader.number(2), hour < 24,
            reader.take(":"), let minute = reader.number(2), minute < 60, reader.take(":"),
            let second = reader.number(2), second < 60, let nanoseconds = reader.fraction(),
            let offset = reader.offset(), reader.isAtEnd, let date = CivilDate(year: year, month: month, day: day)
        else { return nil }
        self.init(
            seconds: date.daysSince1970 * 86_400 + hour * 3_600 + minute * 60 + second - offset,
            nanoseconds: nanoseconds
        )
    }

    /// `2026-11-20T17:09:05.25Z`: with as many digits as it takes.
    var text: String {
        let days = CivilDate.floor(seconds, 86_400)
        let date = CivilDate(daysSince1970: days)
        let time = seconds - days * 86_400
        let year = String(date.year)
        return String(repeating: "0", count: max(0, 4 - year.count)) + year + "-" + Self.two(date.month) + "-"
            + Self.two(date.day) + "T" + Self.two(time / 3_600) + ":" + Self.two(time / 60 % 60) + ":"
            + Self.two(time % 60) + Self.fraction(nanoseconds) + "Z"
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    /// `.25`, or nothing for no nanoseconds. `nanoseconds` is from 0 to 999,999,999.
    static func fraction(_ nanoseconds: Int) -> String {
        guard nanoseconds > 0 else { return "" }
        var digits = String(nanoseconds)
        digits = String(repeating: "0", count: max(0, 9 - digits.count)) + digits
        while digits.hasSuffix("0") { digits.removeLast() }
        return "." + digits
    }
}

/// Reads dates and offsets from the front.
struct DigitReader {
    private var rest: Substring.UTF8View

    init(_ text: String) { rest = text[...].utf8 }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard let byte = rest.first, byte == UInt8(ascii: scalar) else { return false }
        rest = rest.dropFirst()
        return true
    }

    mutating func number(_ digits: Int) -> Int? {
        var value = 0
        for _ in 0..<digits {
            guard let byte = rest.first, (0x30...0x39).contains(byte) else { return nil }
            value = value * 10 + Int(byte - 0x30)
            rest = rest.dropFirst()
        }
        return value
    }

    /// Nanoseconds of a fraction of at most nine digits; 0 when there is none.
    mutating func fraction() -> Int? {
        guard take(".") else { return 0 }
        var value = 0
        var digits = 0
        while let digit = number(1) {
            guard digits < 9 else { return nil }
            value = value * 10 + digit
            digits += 1
        }
        guard digits > 0 else { return nil }
        for _ in digits..<9 { value *= 10 }
        return value
    }

    /// Seconds east of Greenwich: `Z`, `+05:45`.
    mutating func offset() -> Int? {
        if take("Z") || take("z") { return 0 }
        let isWest = take("-")
        guard isWest || take("+"), let hours = number(2), hours < 24, take(":"), let minutes = number(2), minutes < 60
        else { return nil }
        return (hours * 3_600 + minutes * 60) * (isWest ? -1 : 1)
    }
}
