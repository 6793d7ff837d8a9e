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
        let span = text.utf8.span
        guard span.isPlain else { return appendEscaped(text, to: &line) }
        line.append(addingCapacity: span.count) { room in
            for index in span.indices { room.append(span[index]) }
        }
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
        // Without a way out of the loop, several bytes are looked at at once.
        var isPlain = true
        for index in indices {
            let byte = self[index]
            isPlain = isPlain && byte &- 0x20 < 0x5f && byte != 0x22 && byte != 0x5c
        }
        return isPlain
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
