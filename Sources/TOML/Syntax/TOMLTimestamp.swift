/// Dates and times as TOML writes them (RFC 3339 §5.6, with a blank for the `T` and seconds left out).
enum TOMLTimestamp {
    /// The date, the time or both that `word` is, with an offset if there is one.
    static func value(_ word: String) -> TOMLValue? {
        var text = ArraySlice(word.utf8)
        guard let date = takeDate(&text) else {
            guard let time = takeTime(&text), text.isEmpty else { return nil }
            return .time(time)
        }
        if text.isEmpty { return .date(date) }
        guard let separator = text.popFirst(), separator | 0x20 == UInt8(ascii: "t") || separator == .space,
            let time = takeTime(&text)
        else { return nil }
        if text.isEmpty { return .dateTime(date, time) }
        guard let offset = takeOffset(&text), text.isEmpty else { return nil }
        return .offsetDateTime(date, time, offset: offset)
    }

    static func takeDate(_ text: inout ArraySlice<UInt8>) -> TOMLDate? {
        var rest = text
        guard let year = take(4, &rest), skip(UInt8(ascii: "-"), &rest),
            let month = take(2, &rest), skip(UInt8(ascii: "-"), &rest),
            let day = take(2, &rest), let date = TOMLDate(year: year, month: month, day: day)
        else { return nil }
        text = rest
        return date
    }

    private static func takeTime(_ text: inout ArraySlice<UInt8>) -> TOMLTime? {
        guard let hour = take(2, &text), skip(.colon, &text), let minute = take(2, &text) else { return nil }
        guard skip(.colon, &text) else { return TOMLTime(hour: hour, minute: minute) }
        guard let second = take(2, &text) else { return nil }
        var nanosecond = 0
        if skip(UInt8(ascii: "."), &text) {
            let digits = text.prefix(while: \.isDigit)
            guard !digits.isEmpty else { return nil }
            for place in 0..<9 {
                let digit = place < digits.count ? Int(digits[digits.startIndex + place] - UInt8(ascii: "0")) : 0
                nanosecond = nanosecond * 10 + digit
            }
            text = text.dropFirst(digits.count)
        }
        return TOMLTime(hour: hour, minute: minute, second: second, nanosecond: nanosecond)
    }

    private static func takeOffset(_ text: inout ArraySlice<UInt8>) -> Int? {
        guard let sign = text.popFirst() else { return nil }
        if sign | 0x20 == UInt8(ascii: "z") { return 0 }
        guard sign == .plus || sign == UInt8(ascii: "-"),
            let hours = take(2, &text), skip(.colon, &text), let minutes = take(2, &text),
            hours < 24, minutes < 60
        else { return nil }
        return (hours * 60 + minutes) * (sign == .plus ? 1 : -1)
    }

    /// The number that exactly `count` digits make.
    private static func take(_ count: Int, _ text: inout ArraySlice<UInt8>) -> Int? {
        let digits = text.prefix(count)
        guard digits.count == count, digits.allSatisfy(\.isDigit) else { return nil }
        text = text.dropFirst(count)
        return digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    }

    private static func skip(_ byte: UInt8, _ text: inout ArraySlice<UInt8>) -> Bool {
        guard text.first == byte else { return false }
        text = text.dropFirst()
        return true
    }
}

extension TOMLDate {
    /// The date that all of `text` is.
    init?(_ text: String) {
        var rest = ArraySlice(text.utf8)
        guard let date = TOMLTimestamp.takeDate(&rest), rest.isEmpty else { return nil }
        self = date
    }
}
