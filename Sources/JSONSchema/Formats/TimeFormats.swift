/// Dates and times (RFC 3339 §5.6 and appendix A).
enum TimeFormats {
    static func isDateTime(_ text: String) -> Bool {
        guard let place = text.utf8.firstIndex(where: { $0 | 0x20 == UInt8(ascii: "t") }) else { return false }
        return isDate(text.utf8[..<place]) && isTime(text.utf8[text.utf8.index(after: place)...])
    }

    static func isDate(_ text: Substring.UTF8View) -> Bool {
        let parts = text.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard parts.count == 3, let year = number(parts[0], 4), let month = number(parts[1], 2),
            let day = number(parts[2], 2), (1...12).contains(month), day >= 1
        else { return false }
        let isLeap = year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
        let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        return day <= days[month - 1]
    }

    static func isTime(_ text: Substring.UTF8View) -> Bool {
        guard let zoneStart = text.firstIndex(where: { [0x2B, 0x2D, 0x5A, 0x7A].contains($0) }),
            let offset = offset(text[zoneStart...])
        else { return false }
        let halves = text[..<zoneStart].split(
            separator: UInt8(ascii: "."),
            maxSplits: 1,
            omittingEmptySubsequences: false
        )
        if halves.count == 2, halves[1].isEmpty || !halves[1].allSatisfy(isDigit) { return false }
        let parts = halves[0].split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard parts.count == 3, let hour = number(parts[0], 2), let minute = number(parts[1], 2),
            let second = number(parts[2], 2), hour < 24, minute < 60, second <= 60
        else { return false }
        // A leap second ends a day of UTC.
        return second < 60 || (hour * 60 + minute - offset + 2_880) % 1_440 == 1_439
    }

    /// Minutes east of UTC.
    private static func offset(_ text: Substring.UTF8View) -> Int? {
        guard let sign = text.first else { return nil }
        if sign | 0x20 == UInt8(ascii: "z") { return text.count == 1 ? 0 : nil }
        let parts = text.dropFirst().split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard parts.count == 2, let hours = number(parts[0], 2), let minutes = number(parts[1], 2), hours < 24,
            minutes < 60
        else { return nil }
        return (sign == UInt8(ascii: "-") ? -1 : 1) * (hours * 60 + minutes)
    }

    /// `P1Y2M3DT4H5M6S` with at least one part, no gap between parts, or `P3W`.
    static func isDuration(_ text: String) -> Bool {
        var rest = text.utf8[...]
        guard rest.popFirst() == UInt8(ascii: "P") else { return false }
        if rest.last == UInt8(ascii: "W") { return rest.count > 1 && rest.dropLast().allSatisfy(isDigit) }
        let halves = rest.split(separator: UInt8(ascii: "T"), maxSplits: 1, omittingEmptySubsequences: false)
        let days = parts(halves[0], "YMD")
        guard halves.count == 2 else { return days == .some }
        return days != .wrong && parts(halves[1], "HMS") == .some
    }

    private enum Parts { case none, some, wrong }

    private static func parts(_ text: Substring.UTF8View, _ units: String) -> Parts {
        var rest = text
        var last: Int?
        while !rest.isEmpty {
            let digits = rest.prefix(while: isDigit)
            rest = rest[digits.endIndex...]
            guard !digits.isEmpty, let unit = rest.popFirst(), let place = Array(units.utf8).firstIndex(of: unit),
                last.map({ place == $0 + 1 }) ?? true
            else { return .wrong }
            last = place
        }
        return last == nil ? .none : .some
    }

    private static func number(_ text: Substring.UTF8View, _ length: Int) -> Int? {
        guard text.count == length, text.allSatisfy(isDigit) else { return nil }
        return text.reduce(0) { $0 * 10 + Int($1 & 0x0F) }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
