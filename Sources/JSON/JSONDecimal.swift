/// The value of a decimal number without rounding: the same for `1.50`, `15e-1` and `0.15E+1`.
struct JSONDecimal: Equatable {
    private let isNegative: Bool
    /// 0…9, with no zero at either end; empty for zero.
    private let digits: [UInt8]
    /// The power of ten of the last digit.
    private let exponent: Int

    /// `text` is a number of JSON, or the description of a finite `Double`.
    init(_ text: String) {
        let parts = text.utf8.split(maxSplits: 1) { $0 | 0x20 == UInt8(ascii: "e") }
        let mantissa = parts.first ?? ""[...].utf8
        let point = mantissa.firstIndex(of: UInt8(ascii: ".")) ?? mantissa.endIndex
        let written = mantissa.filter { $0 >= UInt8(ascii: "0") }.map { $0 - UInt8(ascii: "0") }
        let end = (written.lastIndex { $0 != 0 } ?? -1) + 1
        isNegative = mantissa.first == UInt8(ascii: "-")
        digits = Array(written[..<end].drop { $0 == 0 })
        let fraction = mantissa[point...].dropFirst().count
        exponent = digits.isEmpty ? 0 : written.count - end - fraction + Self.exponent(parts.dropFirst().first)
    }

    /// One too large for any use is cut.
    private static func exponent(_ text: Substring.UTF8View?) -> Int {
        guard let text else { return 0 }
        let magnitude = text.reduce(0) {
            $1 < UInt8(ascii: "0") ? $0 : min($0 * 10 + Int($1 - UInt8(ascii: "0")), 1 << 40)
        }
        return text.first == UInt8(ascii: "-") ? -magnitude : magnitude
    }
}
