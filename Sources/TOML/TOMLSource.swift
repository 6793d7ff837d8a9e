/// The text of a document, for messages: turns byte offsets into lines and columns.
struct TOMLSource: Sendable, Equatable {
    let bytes: [UInt8]
    let notation: TOMLNotation
    private let lineStarts: [Int]
    /// Characters of a long line that an excerpt shows before and after the marked ones.
    private static let margin = 60

    init(_ bytes: [UInt8], in notation: TOMLNotation = .toml) {
        self.bytes = bytes
        self.notation = notation
        var starts = [bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0]
        for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") { starts.append(offset + 1) }
        lineStarts = starts
    }

    func position(of range: Range<Int>) -> TOMLPosition {
        let line = lineIndex(at: range.lowerBound)
        let (start, end) = bounds(ofLine: line)
        let lower = min(max(start, range.lowerBound), end)
        return TOMLPosition(
            line: line + 1,
            column: text(start..<lower).count + 1,
            length: max(1, text(lower..<min(max(lower, range.upperBound), end)).count)
        )
    }

    /// A concealed problem shows nothing of its line from the marked bytes on, and none shows what a key with a telling
    /// name is given.
    func problem(
        _ severity: TOMLProblem.Severity,
        at range: Range<Int>,
        _ message: String,
        suggestion: String? = nil,
        conceals: Bool = false
    ) -> TOMLProblem {
        let position = position(of: range)
        let (start, end) = bounds(ofLine: position.line - 1)
        let cut = min(conceals ? min(max(start, range.lowerBound), end) : end, secret(inLine: position.line - 1) ?? end)
        var line = text(start..<cut)
        let column = min(position.column - 1, line.count)
        if cut < end || conceals { line += "[secret]" }
        let skipped = column > 2 * Self.margin ? column - Self.margin : 0
        let visible = line.dropFirst(skipped)
        let width = column - skipped + min(position.length, Self.margin) + Self.margin
        let excerpt = visible.prefix(width)
        return TOMLProblem(
            severity: severity,
            position: position,
            message: printable(message),
            suggestion: suggestion.map(printable),
            excerpt: (skipped > 0 ? "…" : "") + printable(String(excerpt)) + (excerpt.count < visible.count ? "…" : ""),
            indent: column - skipped + (skipped > 0 ? 1 : 0),
            variable: nil
        )
    }

    /// A problem with what a variable of the environment holds, which is not shown.
    func problem(
        _ severity: TOMLProblem.Severity,
        from variable: String,
        _ message: String,
        suggestion: String? = nil
    ) -> TOMLProblem {
        TOMLProblem(
            severity: severity,
            position: TOMLPosition(line: 0, column: 0, length: 0),
            message: printable(message),
            suggestion: suggestion.map(printable),
            excerpt: "",
            indent: 0,
            variable: printable(variable)
        )
    }

    /// The last line that starts at or before `offset`.
    private func lineIndex(at offset: Int) -> Int {
        var low = 0
        var high = lineStarts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle }
        }
        return low
    }

    /// Without the line's end.
    func bounds(ofLine index: Int) -> (start: Int, end: Int) {
        let start = lineStarts[index]
        var end = index + 1 < lineStarts.count ? lineStarts[index + 1] - 1 : bytes.count
        if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
        return (start, end)
    }

    private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    private func printable(_ text: String) -> String {
        String(
            text.map { character -> Character in
                if character == "\t" { return " " }
                return character.unicodeScalars.contains(where: \.isInvisible) ? "\u{FFFD}" : character
            }
        )
    }
}

extension Unicode.Scalar {
    /// Characters that a terminal obeys, or that hide or reorder what is shown.
    fileprivate var isInvisible: Bool {
        switch properties.generalCategory {
        case .control, .format, .surrogate, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }
}
