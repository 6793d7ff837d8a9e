internal import JSON

/// Text from anywhere as it may stand within a line of a log: what a terminal obeys, what hides or reorders text, and
/// what ends a line come out as `\u202e`.
public enum VisibleText {
    /// Appends `text`, UTF-8 or not, as the inside of a JSON string.
    public static func append(_ text: ArraySlice<UInt8>, to line: inout [UInt8]) {
        if text.span.isPlain { return line.append(contentsOf: text) }
        appendEscaped(String(decoding: text, as: UTF8.self), to: &line)
    }

    /// Appends `text` as the inside of a JSON string.
    public static func append(_ text: String, to line: inout [UInt8]) {
        guard text.utf8.span.isPlain else { return appendEscaped(text, to: &line) }
        line.append(contentsOf: text.utf8)
    }

    private static func appendEscaped(_ text: String, to line: inout [UInt8]) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": line.append(contentsOf: #"\""#.utf8)
            case "\\": line.append(contentsOf: #"\\"#.utf8)
            case "\n": line.append(contentsOf: #"\n"#.utf8)
            case "\r": line.append(contentsOf: #"\r"#.utf8)
            case "\t": line.append(contentsOf: #"\t"#.utf8)
            case _ where scalar.isInvisible: appendNumber(of: scalar, to: &line)
            default: line.append(contentsOf: Character(scalar).utf8)
            }
        }
    }

    /// A whole line, in which what is invisible beyond ASCII has been escaped. In JSON such characters stand in strings
    /// only, so it stays the same JSON.
    static func escaped(_ line: [UInt8]) -> [UInt8] {
        guard line.contains(where: { $0 >= 0x7f }) else { return line }
        var result: [UInt8] = []
        result.reserveCapacity(line.count + 32)
        for scalar in String(decoding: line, as: UTF8.self).unicodeScalars {
            if scalar.value >= 0x7f, scalar.isInvisible {
                appendNumber(of: scalar, to: &result)
            } else {
                result.append(contentsOf: Character(scalar).utf8)
            }
        }
        return result
    }

    /// `\u202e`; a pair of them beyond the first plane.
    private static func appendNumber(of scalar: Unicode.Scalar, to line: inout [UInt8]) {
        for unit in Character(scalar).utf16 {
            let digits = String(unit, radix: 16)
            line.append(contentsOf: (#"\u"# + String(repeating: "0", count: 4 - digits.count) + digits).utf8)
        }
    }
}

extension Span<UInt8> {
    /// Whether this is visible ASCII and blanks, none of which JSON escapes.
    fileprivate var isPlain: Bool {
        guard count >= 8 else {
            for index in indices where !self[index].isPlain { return false }
            return true
        }
        var marks: UInt64 = 0
        var index = 0
        while index &+ 8 <= count {
            marks |= word(at: index).unplain
            index &+= 8
        }
        // The last eight overlap what has been looked at.
        return (marks | word(at: count &- 8).unplain) & 0x8080_8080_8080_8080 == 0
    }
}

extension UInt8 {
    fileprivate var isPlain: Bool { self &- 0x20 < 0x5f && self != 0x22 && self != 0x5c }
}

extension UInt64 {
    /// A high bit where one of eight bytes is not plain; none when all are.
    @inline(__always) fileprivate var unplain: UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let quotes = self ^ ones &* 0x22
        let backslashes = self ^ ones &* 0x5c
        // Adding one lifts 0x7f, and what lies above it, into the high bits.
        return (self &- ones &* 0x20) | (self &+ ones) | self | (quotes &- ones) & ~quotes
            | (backslashes &- ones) & ~backslashes
    }
}

extension Unicode.Scalar {
    fileprivate var isInvisible: Bool {
        switch properties.generalCategory {
        case .control, .format, .surrogate, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }
}
