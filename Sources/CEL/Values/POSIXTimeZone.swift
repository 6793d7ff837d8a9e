/// A rule that holds for ever, `CET-1CEST,M3.5.0,M10.5.0/3` (POSIX, with the extensions of RFC 9636 §3.3.1).
struct POSIXTimeZone: Sendable, Hashable {
    /// Seconds east of Greenwich.
    let standard: Int
    let summer: Summer?

    struct Summer: Sendable, Hashable {
        let offset: Int
        let start: Day
        let end: Day
    }

    /// A day of every year, and a time of it.
    struct Day: Sendable, Hashable {
        enum Rule: Sendable, Hashable {
            /// 1 to 365; the 29th of February is not counted.
            case julian(Int)
            /// 0 to 365.
            case counted(Int)
            /// The 5th week is the last.
            case weekday(Int, week: Int, month: Int)
        }
        let rule: Rule
        /// Seconds after midnight, or before it.
        let time: Int
    }

    init?(_ text: String) {
        var reader = RuleReader(text)
        guard reader.skipName(), let west = reader.time() else { return nil }
        standard = -west
        guard !reader.isAtEnd else {
            summer = nil
            return
        }
        guard reader.skipName() else { return nil }
        var offset = standard + 3_600
        if reader.peek() != UInt8(ascii: ",") {
            guard let west = reader.time() else { return nil }
            offset = -west
        }
        guard let start = reader.day(), let end = reader.day(), reader.isAtEnd else { return nil }
        summer = Summer(offset: offset, start: start, end: end)
    }

    /// The changes of a year, in the order of time.
    func changes(in year: Int) -> [TimeZoneRules.Change] {
        guard let summer else { return [] }
        let changes = [
            TimeZoneRules.Change(seconds: summer.start.seconds(in: year) - standard, offset: summer.offset),
            TimeZoneRules.Change(seconds: summer.end.seconds(in: year) - summer.offset, offset: standard),
        ]
        return changes[0].seconds <= changes[1].seconds ? changes : changes.reversed()
    }
}

extension POSIXTimeZone.Day {
    /// By the clock of the zone.
    fileprivate func seconds(in year: Int) -> Int { days(in: year) * 86_400 + time }

    private func days(in year: Int) -> Int {
        let first = Self.day(year, 1)
        switch rule {
        case .counted(let day): return first + day
        case .julian(let day):
            let isLeap = CivilDate.days(ofMonth: 2, year) == 29
            return first + day - (isLeap && day >= 60 ? 0 : 1)
        case .weekday(let weekday, let week, let month):
            let start = Self.day(year, month)
            let shift = (weekday - CivilDate.weekday(daysSince1970: start) + 7) % 7
            var day = shift + (week - 1) * 7
            if day >= CivilDate.days(ofMonth: month, year) { day -= 7 }
            return start + day
        }
    }

    private static func day(_ year: Int, _ month: Int) -> Int {
        CivilDate(year: year, month: month, day: 1)?.daysSince1970 ?? 0
    }
}

private struct RuleReader {
    private var rest: Substring.UTF8View

    init(_ text: String) { rest = text[...].utf8 }

    var isAtEnd: Bool { rest.isEmpty }
    func peek() -> UInt8? { rest.first }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard rest.first == UInt8(ascii: scalar) else { return false }
        rest = rest.dropFirst()
        return true
    }

    /// `CET`, `<+03>`
    mutating func skipName() -> Bool {
        if take("<") {
            rest = rest.drop { $0 != UInt8(ascii: ">") }
            return take(">")
        }
        let name = rest.prefix { (0x41...0x5A).contains($0 & ~0x20) }
        rest = rest.dropFirst(name.count)
        return !name.isEmpty
    }

    private mutating func number(upTo limit: Int) -> Int? {
        var value: Int?
        while let byte = rest.first, (0x30...0x39).contains(byte) {
            value = (value ?? 0) * 10 + Int(byte - 0x30)
            guard let value, value <= limit else { return nil }
            rest = rest.dropFirst()
        }
        return value
    }

    /// `-3:30`, in seconds.
    mutating func time() -> Int? {
        let isNegative = take("-")
        if !isNegative { _ = take("+") }
        guard let hours = number(upTo: 167) else { return nil }
        var seconds = hours * 3_600
        for unit in [60, 1] where take(":") {
            guard let value = number(upTo: 59) else { return nil }
            seconds += value * unit
        }
        return isNegative ? -seconds : seconds
    }

    /// `,M3.5.0/3`
    mutating func day() -> POSIXTimeZone.Day? {
        guard take(","), let rule = rule() else { return nil }
        guard take("/") else { return POSIXTimeZone.Day(rule: rule, time: 7_200) }
        return time().map { POSIXTimeZone.Day(rule: rule, time: $0) }
    }

    private mutating func rule() -> POSIXTimeZone.Day.Rule? {
        if take("J") { return number(upTo: 365).flatMap { $0 > 0 ? .julian($0) : nil } }
        guard take("M") else { return number(upTo: 365).map { .counted($0) } }
        guard let month = number(upTo: 12), month > 0, take("."), let week = number(upTo: 5), week > 0, take("."),
            let weekday = number(upTo: 6)
        else { return nil }
        return .weekday(weekday, week: week, month: month)
    }
}
