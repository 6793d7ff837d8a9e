/// A number while it is read: `mantissa` × 10 to the `exponent`.
struct JSONNumber {
    var isNegative = false
    /// Wraps around when there are more than 19 digits.
    private var mantissa: UInt64 = 0
    /// Digits without the zeros in front.
    private var significant = 0
    var exponent = 0

    @inline(__always)
    mutating func append(_ digit: UInt8) {
        if significant > 0 || digit != 0 { significant += 1 }
        mantissa = mantissa &* 10 &+ UInt64(digit)
    }

    /// The value of a number without fraction and exponent, if `Int` holds it. Minus zero is a `Double`.
    var integer: JSONValue? {
        guard significant <= 19 else { return nil }
        if !isNegative { return Int(exactly: mantissa).map(JSONValue.int) }
        if mantissa == 0 { return .double(-0.0) }
        return mantissa <= Int.min.magnitude ? .int(Int(truncatingIfNeeded: 0 &- mantissa)) : nil
    }

    /// The value of a number of at most 15 digits whose division or multiplication by a power of ten is exact: a
    /// `Double` holds all such numbers apart, so that its shortest digits are the written ones.
    var shortDecimal: JSONValue? {
        if significant == 0 { return .double(isNegative ? -0.0 : 0) }
        guard significant <= 15, exponent.magnitude < UInt(Self.powersOfTen.count) else { return nil }
        let power = Self.powersOfTen[Int(exponent.magnitude)]
        let magnitude = exponent < 0 ? Double(mantissa) / power : Double(mantissa) * power
        return .double(isNegative ? -magnitude : magnitude)
    }

    /// `text`, from which this was read, as a `Double` if the shortest digits of that have the same value; or else as
    /// it is.
    func longDecimal(_ text: String) -> JSONValue {
        guard let decimal = significant <= 19 ? JSONDecimal(isNegative, mantissa, exponent) : JSONDecimal(text),
            let double = Double(text), double.isFinite, decimal == JSONDecimal(double.description)
        else { return .digits(text) }
        return .double(double)
    }

    /// These digits read as an exponent; one too large for any use is cut.
    func asExponent(isNegative: Bool) -> Int {
        let magnitude = significant <= 9 ? Int(truncatingIfNeeded: mantissa) : 1_000_000_000
        return isNegative ? -magnitude : magnitude
    }

    /// All that a `Double` holds exactly.
    private static let powersOfTen: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11,
        1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ]
}
