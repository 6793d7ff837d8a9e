extension Duration: TOMLMeasure {
    /// A number of seconds; `"250ms"`, `"1h30m"` as Go writes them; or `"PT1H"` (ISO 8601). From 0 to 100 years.
    public init?(_ entry: TOMLEntry) {
        let duration: Duration?
        switch entry.value {
        case .integer(let seconds): duration = Self(seconds: Double(seconds))
        case .float(let seconds): duration = Self(seconds: seconds)
        case .string:
            guard let text = entry.string else { return nil }
            duration = Self(tomlText: text)
        default: duration = nil
        }
        guard let duration else {
            entry.refuse("must be a duration such as 30, '250ms', '1h30m' or 'PT1H'")
            return nil
        }
        self = duration
    }

    /// The duration that `text` is, in any of the notations.
    public init?(tomlText text: String) {
        var rest = ArraySlice(text.utf8)
        let nanoseconds =
            rest.first == UInt8(ascii: "P")
            ? Self.takePeriod(&rest) : Self.takeSum(&rest, of: Self.units, mayLackUnit: true)
        guard let nanoseconds, rest.isEmpty, nanoseconds <= Self.longest else { return nil }
        self = .nanoseconds(Int64(nanoseconds))
    }

    /// `90s`: in the largest unit that holds it whole.
    public var tomlText: String {
        let nanoseconds = attoseconds / 1_000_000_000
        guard nanoseconds != 0 else { return "0s" }
        let unit = Self.units.last { nanoseconds % $0.nanoseconds == 0 }
        return unit.map { "\(nanoseconds / $0.nanoseconds)\($0.name)" } ?? "\(nanoseconds)ns"
    }
}

extension Duration {
    private typealias Unit = (name: String, nanoseconds: Int128)

    private static let units: [Unit] = [
        ("ns", 1), ("us", 1_000), ("µs", 1_000), ("μs", 1_000), ("ms", 1_000_000), ("s", 1_000_000_000),
        ("m", 60_000_000_000), ("h", 3_600_000_000_000),
    ]
    private static let days: [Unit] = [("W", 604_800_000_000_000), ("D", 86_400_000_000_000)]
    private static let hours: [Unit] = [("H", 3_600_000_000_000), ("M", 60_000_000_000), ("S", 1_000_000_000)]
    private static let longest: Int128 = 36_500 * 86_400_000_000_000

    private init?(seconds: Double) {
        guard seconds >= 0, seconds * 1e9 <= Double(Self.longest) else { return nil }
        self = .nanoseconds(Int64(seconds * 1e9 + 0.5))
    }

    /// `P1DT2H`, in nanoseconds. Months and years have no fixed length, and are refused.
    private static func takePeriod(_ text: inout ArraySlice<UInt8>) -> Int128? {
        text = text.dropFirst()
        guard text.contains(UInt8(ascii: "T")) else { return takeSum(&text, of: days) }
        var sum: Int128 = 0
        if text.first != UInt8(ascii: "T") {
            guard let part = takeSum(&text, of: days) else { return nil }
            sum = part
        }
        guard text.popFirst() == UInt8(ascii: "T"), let part = takeSum(&text, of: hours) else { return nil }
        return sum + part
    }

    /// Quantities until something else comes, in nanoseconds.
    private static func takeSum(
        _ text: inout ArraySlice<UInt8>,
        of units: [Unit],
        mayLackUnit: Bool = false
    ) -> Int128? {
        var sum: Int128?
        while let quantity = takeQuantity(&text) {
            if mayLackUnit, sum == nil, text.isEmpty { return quantity.nanoseconds(in: 1_000_000_000) }
            let fitting = units.filter { text.starts(with: $0.name.utf8) }
            guard let unit = fitting.max(by: { $0.name.utf8.count < $1.name.utf8.count }) else { return nil }
            text = text.dropFirst(unit.name.utf8.count)
            sum = min((sum ?? 0) + quantity.nanoseconds(in: unit.nanoseconds), longest + 1)
        }
        return sum
    }

    /// Digits with an optional fraction, of at most 15 each.
    private static func takeQuantity(_ text: inout ArraySlice<UInt8>) -> Quantity? {
        let whole = text.prefix(while: \.isDigit)
        guard 1...15 ~= whole.count else { return nil }
        text = text.dropFirst(whole.count)
        guard text.first == UInt8(ascii: ".") else { return Quantity(digits: Array(whole), places: 0) }
        let fraction = text.dropFirst().prefix(while: \.isDigit)
        guard 1...15 ~= fraction.count else { return nil }
        text = text.dropFirst(fraction.count + 1)
        return Quantity(digits: Array(whole) + fraction, places: fraction.count)
    }

    private struct Quantity {
        let digits: [UInt8]
        /// Digits after the point.
        let places: Int

        func nanoseconds(in unit: Int128) -> Int128 {
            let number = digits.reduce(0 as Int128) { $0 * 10 + Int128($1 - UInt8(ascii: "0")) }
            let scale = (0..<places).reduce(1 as Int128) { product, _ in product * 10 }
            // At most 30 digits by 15 digits: more than 128 bits hold, so the whole part is kept apart.
            return number / scale * unit + number % scale * unit / scale
        }
    }
}
