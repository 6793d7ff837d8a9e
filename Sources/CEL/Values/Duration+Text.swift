extension CELValue.Duration {
    enum Unreadable: Error, Equatable {
        case text
        case tooLong
    }

    /// Numbers with units, one after the other: `1h30m`, `-1.5s`, `250ms`.
    init(_ text: String) throws(Unreadable) {
        var rest = text[...]
        let isNegative = rest.first == "-"
        if isNegative || rest.first == "+" { rest = rest.dropFirst() }
        if rest == "0" {
            self.init(nanoseconds: 0)
            return
        }
        guard !rest.isEmpty else { throw .text }
        var total = 0
        while !rest.isEmpty {
            let (sum, isTooLarge) = total.addingReportingOverflow(try Self.part(from: &rest))
            guard !isTooLarge else { throw .tooLong }
            total = sum
        }
        self.init(nanoseconds: isNegative ? -total : total)
    }

    /// Reads one number and its unit, and gives nanoseconds.
    private static func part(from rest: inout Substring) throws(Unreadable) -> Int {
        let whole = digits(from: &rest)
        var fraction = ""
        if rest.first == "." {
            rest = rest.dropFirst()
            fraction = digits(from: &rest)
        }
        guard !whole.isEmpty || !fraction.isEmpty else { throw .text }
        let name = rest.prefix { $0.isLetter || $0 == "µ" }
        guard let unit = units[String(name)] else { throw .text }
        rest = rest.dropFirst(name.count)
        let count = whole.isEmpty ? 0 : Int(whole)
        guard let count else { throw .tooLong }
        let (product, isTooLarge) = count.multipliedReportingOverflow(by: unit)
        let (sum, isTooLong) = product.addingReportingOverflow(scaled(fraction, by: unit))
        guard !isTooLarge, !isTooLong else { throw .tooLong }
        return sum
    }

    private static func digits(from rest: inout Substring) -> String {
        let digits = rest.prefix { ("0"..."9").contains($0) }
        rest = rest.dropFirst(digits.count)
        return String(digits)
    }

    /// `digits` after a point, of `unit`; what is below a nanosecond is cut.
    private static func scaled(_ digits: String, by unit: Int) -> Int {
        var sum = 0
        var place = unit
        for digit in digits.utf8 {
            // Units are not powers of ten, so that each digit is a share of what is left.
            sum += place * Int(digit - 0x30) / 10
            place /= 10
            if place == 0 { break }
        }
        return sum
    }

    private static let units: [String: Int] = [
        "ns": 1, "us": 1_000, "µs": 1_000, "μs": 1_000, "ms": 1_000_000, "s": 1_000_000_000,
        "m": 60_000_000_000, "h": 3_600_000_000_000,
    ]

    /// Seconds: `6347s`, `-1.5s`.
    var text: String {
        let (seconds, rest) = nanoseconds.magnitude.quotientAndRemainder(dividingBy: 1_000_000_000)
        return (nanoseconds < 0 ? "-" : "") + "\(seconds)" + CELValue.Timestamp.fraction(Int(rest)) + "s"
    }
}
