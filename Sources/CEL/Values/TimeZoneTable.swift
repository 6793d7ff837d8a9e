/// The time zones that have names. UTC and offsets (`+02:00`) need none.
public struct TimeZoneTable: Sendable {
    private let find: @Sendable (_ name: String) -> TimeZoneRules?

    /// `find` is asked when an expression that names a zone is compiled, and once more whenever a name is computed.
    public init(_ find: @escaping @Sendable (_ name: String) -> TimeZoneRules?) { self.find = find }

    /// No names.
    public static let empty = TimeZoneTable { _ in nil }

    func rules(for name: String) -> TimeZoneRules? {
        if name == "UTC" || name == "Z" { return TimeZoneRules(offset: 0) }
        if let offset = Self.offset(name) { return TimeZoneRules(offset: offset) }
        return find(name)
    }

    /// `+11:00`, `-09:30`, `02:00`.
    private static func offset(_ text: String) -> Int? {
        let isSigned = text.hasPrefix("+") || text.hasPrefix("-")
        var reader = DigitReader(isSigned ? text : "+" + text)
        guard let offset = reader.offset(), reader.isAtEnd else { return nil }
        return offset
    }
}

/// How far the clocks of a zone are from UTC, and since when.
public struct TimeZoneRules: Sendable, Hashable {
    /// A moment from which on another offset holds.
    public struct Change: Sendable, Hashable {
        /// Since 1970 began, or before.
        public let seconds: Int
        /// Seconds east of Greenwich.
        public let offset: Int
        public init(seconds: Int, offset: Int) {
            self.seconds = seconds
            self.offset = offset
        }
    }
    private let first: Int
    private let changes: [Change]
    /// Whether the last 400 years repeat: after as many, the calendar is the same again.
    private let repeats: Bool

    /// `offset`, seconds east of Greenwich, holds before the first of `changes`, which come in the order of time.
    public init(offset: Int, changes: [Change] = []) {
        first = offset
        self.changes = changes
        repeats = false
    }

    /// After the last of `changes`, `rule` holds.
    init(offset: Int, changes: [Change], forever rule: POSIXTimeZone?) {
        first = offset
        guard let rule, rule.summer != nil else {
            self.changes = changes
            repeats = false
            return
        }
        let last = changes.last?.seconds ?? 0
        let year = CivilDate(daysSince1970: CivilDate.floor(last, 86_400)).year
        self.changes = changes + (year...(year + 401)).flatMap(rule.changes).filter { $0.seconds > last }
        repeats = true
    }

    private static let cycle = 146_097 * 86_400

    /// Seconds east of Greenwich at a moment.
    public func offset(at seconds: Int) -> Int {
        var seconds = seconds
        if repeats, let last = changes.last?.seconds, seconds >= last {
            seconds -= ((seconds - last) / Self.cycle + 1) * Self.cycle
        }
        var low = 0
        var high = changes.count
        while low < high {
            let middle = (low + high) / 2
            if changes[middle].seconds <= seconds { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? first : changes[low - 1].offset
    }
}
