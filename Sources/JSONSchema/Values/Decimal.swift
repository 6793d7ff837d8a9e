/// The value of a decimal number of any length, without rounding.
struct Decimal: Equatable {
    let isNegative: Bool
    /// Neither the first nor the last is zero; none for zero.
    let digits: [UInt8]
    /// Of ten, for the last digit.
    let exponent: Int

    /// `text` is a number of JSON, or the description of a finite `Double`.
    init(_ text: String) {
        var digits: [UInt8] = []
        var exponent = 0
        var isFraction = false
        var rest = text.utf8[...]
        let isNegative = rest.first == UInt8(ascii: "-")
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "."): isFraction = true
            case UInt8(ascii: "e"), UInt8(ascii: "E"):
                exponent += Self.exponent(rest)
                rest = rest[rest.endIndex...]
            case 0x30...0x39:
                if isFraction { exponent -= 1 }
                if !digits.isEmpty || byte != 0x30 { digits.append(byte & 0x0F) }
            default: break
            }
        }
        while digits.last == 0 {
            digits.removeLast()
            exponent += 1
        }
        self.isNegative = isNegative && !digits.isEmpty
        self.exponent = digits.isEmpty ? 0 : exponent
        self.digits = digits
    }

    var isInteger: Bool { exponent >= 0 }

    /// One too large for any use is cut.
    private static func exponent(_ text: Substring.UTF8View) -> Int {
        var magnitude = 0
        for byte in text where byte >= 0x30 { magnitude = min(magnitude * 10 + Int(byte & 0x0F), 1 << 40) }
        return text.first == UInt8(ascii: "-") ? -magnitude : magnitude
    }
}

extension Decimal: Comparable {
    static func < (lhs: Self, rhs: Self) -> Bool {
        if lhs.isNegative != rhs.isNegative { return lhs.isNegative }
        return lhs.isNegative ? rhs.isLess(than: lhs) : lhs.isLess(than: rhs)
    }

    /// By magnitude.
    private func isLess(than other: Self) -> Bool {
        if digits.isEmpty || other.digits.isEmpty { return digits.isEmpty && !other.digits.isEmpty }
        let size = digits.count + exponent
        let otherSize = other.digits.count + other.exponent
        return size == otherSize ? digits.lexicographicallyPrecedes(other.digits) : size < otherSize
    }
}

extension Decimal {
    /// Up to 19 digits: what `multipleOf` divides by.
    struct Divisor: Sendable {
        let mantissa: UInt64
        let exponent: Int

        /// `nil` for what is not above zero, or has more digits.
        init?(_ decimal: Decimal) {
            guard !decimal.isNegative, (1...19).contains(decimal.digits.count) else { return nil }
            mantissa = decimal.digits.reduce(0) { $0 * 10 + UInt64($1) }
            exponent = decimal.exponent
        }
    }

    func isMultiple(of divisor: Divisor) -> Bool {
        if digits.isEmpty { return true }
        // Were the last digit below that of the divisor, the number would have to end in a zero, which it does not.
        guard exponent >= divisor.exponent else { return false }
        let modulus = UInt128(divisor.mantissa)
        var remainder: UInt128 = 0
        for digit in digits { remainder = (remainder * 10 + UInt128(digit)) % modulus }
        var power = UInt128(10) % modulus
        var places = exponent - divisor.exponent
        while places > 0 {
            if !places.isMultiple(of: 2) { remainder = remainder * power % modulus }
            power = power * power % modulus
            places /= 2
        }
        return remainder == 0
    }
}
