public import JSON

/// Text from anywhere as it may stand within a line of a log: what a terminal obeys, what hides or reorders text, and
/// what ends a line come out as `\u202e`.
public enum VisibleText {
    /// Appends `text`, UTF-8 or not, as the inside of a JSON string.
    public static func append(_ text: ArraySlice<UInt8>, to line: inout TextOutput) {
        if line.append(ifVisible: text.span) { return }
        appendEscaped(String(decoding: text, as: UTF8.self), to: &line)
    }

    /// Appends `text` as the inside of a JSON string.
    public static func append(_ text: String, to line: inout TextOutput) {
        if line.append(ifVisible: text.utf8.span) { return }
        appendEscaped(text, to: &line)
    }

    private static func appendEscaped(_ text: String, to line: inout TextOutput) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": line.append(verbatim: #"\""#)
            case "\\": line.append(verbatim: #"\\"#)
            case "\n": line.append(verbatim: #"\n"#)
            case "\r": line.append(verbatim: #"\r"#)
            case "\t": line.append(verbatim: #"\t"#)
            case _ where scalar.isInvisible: appendNumber(of: scalar, to: &line)
            default: line.append(verbatim: String(scalar))
            }
        }
    }

    /// A whole line, in which what is invisible beyond ASCII has been escaped. In JSON such characters stand in strings
    /// only, so it stays the same JSON.
    static func escaped(_ line: [UInt8]) -> [UInt8] {
        guard line.contains(where: { $0 >= 0x7f }) else { return line }
        var result = TextOutput()
        for scalar in String(decoding: line, as: UTF8.self).unicodeScalars {
            if scalar.value >= 0x7f, scalar.isInvisible {
                appendNumber(of: scalar, to: &result)
            } else {
                result.append(verbatim: String(scalar))
            }
        }
        return Array(result.text)
    }

    /// `\u202e`; a pair of them beyond the first plane.
    private static func appendNumber(of scalar: Unicode.Scalar, to line: inout TextOutput) {
        for unit in Character(scalar).utf16 {
            let digits = String(unit, radix: 16)
            line.append(verbatim: #"\u"# + String(repeating: "0", count: 4 - digits.count) + digits)
        }
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
