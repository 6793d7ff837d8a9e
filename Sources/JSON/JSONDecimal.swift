/// The value of a decimal number without rounding: the same for `1.50`, `15e-1` and `0.15E+1`.
struct JSONDecimal: Equatable {
    private var isNegative = false
    /// Does not end in zero, unless it is.
    private var mantissa: UInt64 = 0
    /// Of ten.
    private var exponent = 0

    init(_ isNegative: Bool, _ mantissa: UInt64, _ exponent: Int) {
        self.isNegative = isNegative
        self.mantissa = mantissa
        var zeros = 0
        while self.mantissa != 0, self.mantissa.isMultiple(of: 10) {
            self.mantissa /= 10
            zeros += 1
        }
        self.exponent = exponent
        finish(zeros)
    }

    /// `text` is a number of JSON, or the description of a finite `Double`; `nil` when it has more digits than fit.
    init?(_ text: String) {
        let text = text.utf8.span
        var zeros = 0
        var isFraction = false
        for index in text.indices {
            switch text[index] {
            case UInt8(ascii: "-"): isNegative = true
            case UInt8(ascii: "."): isFraction = true
            case UInt8(ascii: "e"), UInt8(ascii: "E"):
                exponent += Self.exponent(text.extracting(droppingFirst: index + 1))
                finish(zeros)
                return
            case let byte:
                if isFraction { exponent -= 1 }
                zeros += 1
                if byte == UInt8(ascii: "0") { continue }
                guard append(UInt64(byte & 0x0F), shiftedBy: zeros) else { return nil }
                zeros = 0
            }
        }
        finish(zeros)
    }

    /// Says whether there was room.
    private mutating func append(_ digit: UInt64, shiftedBy places: Int) -> Bool {
        if mantissa == 0 {
            mantissa = digit
            return true
        }
        for _ in 0..<places {
            let (product, isTooLarge) = mantissa.multipliedReportingOverflow(by: 10)
            if isTooLarge { return false }
            mantissa = product
        }
        let (sum, isTooLarge) = mantissa.addingReportingOverflow(digit)
        mantissa = sum
        return !isTooLarge
    }

    private mutating func finish(_ zeros: Int) { exponent = mantissa == 0 ? 0 : exponent + zeros }

    /// One too large for any use is cut.
    private static func exponent(_ text: Span<UInt8>) -> Int {
        var magnitude = 0
        for index in text.indices where text[index] >= UInt8(ascii: "0") {
            magnitude = min(magnitude * 10 + Int(text[index] & 0x0F), 1 << 40)
        }
        return !text.isEmpty && text[0] == UInt8(ascii: "-") ? -magnitude : magnitude
    }
}
