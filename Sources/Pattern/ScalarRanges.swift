/// Code points, as ascending ranges with gaps between them.
struct ScalarRanges {
    let ranges: [ClosedRange<UInt32>]

    static let digits = Self(ranges: [0x30...0x39])
    static let wordCharacters = Self(ranges: [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A])
    /// ECMA-262 §12.2 and §12.3.
    static let spaces = Self(ranges: [
        0x09...0x0D, 0x20...0x20, 0xA0...0xA0, 0x1680...0x1680, 0x2000...0x200A, 0x2028...0x2029, 0x202F...0x202F,
        0x205F...0x205F, 0x3000...0x3000, 0xFEFF...0xFEFF,
    ])
    /// ECMA-262 §12.3: what `.` does not match.
    static let lineTerminators = Self(ranges: [0x0A...0x0A, 0x0D...0x0D, 0x2028...0x2029])
    static let all = Self(ranges: [0...last])
    static let ascii = Self(ranges: [0...0x7F])
    static let hexDigits = Self(ranges: [0x30...0x39, 0x41...0x46, 0x61...0x66])
    /// The Unicode property White_Space, which lacks U+FEFF and has U+0085.
    static let unicodeSpaces = Self(ranges: [
        0x09...0x0D, 0x20...0x20, 0x85...0x85, 0xA0...0xA0, 0x1680...0x1680, 0x2000...0x200A, 0x2028...0x2029,
        0x202F...0x202F, 0x205F...0x205F, 0x3000...0x3000,
    ])

    private static let last: UInt32 = 0x10_FFFF

    /// Every other code point.
    var complement: Self {
        var gaps: [ClosedRange<UInt32>] = []
        var next: UInt32 = 0
        for range in ranges {
            if range.lowerBound > next { gaps.append(next...range.lowerBound - 1) }
            next = range.upperBound + 1
        }
        if next <= Self.last { gaps.append(next...Self.last) }
        return Self(ranges: gaps)
    }

    /// As they stand between the brackets of a class of RE2.
    var text: String {
        ranges.map { range in
            let first = Self.text(of: range.lowerBound)
            return range.count == 1 ? first : first + "-" + Self.text(of: range.upperBound)
        }.joined()
    }

    static func text(of scalar: UInt32) -> String { "\\x{" + String(scalar, radix: 16) + "}" }
}
