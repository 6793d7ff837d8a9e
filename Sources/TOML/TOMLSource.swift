/// The text of a document, for messages: turns byte offsets into lines and columns.
struct TOMLSource: Sendable, Equatable {
    let bytes: [UInt8]
    private let lineStarts: [Int]
    /// Characters of a long line that an excerpt shows before and after the marked ones.
    private static let margin = 60

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
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
            indent: column - skipped + (skipped > 0 ? 1 : 0)
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
    private func bounds(ofLine index: Int) -> (start: Int, end: Int) {
        let start = lineStarts[index]
        var end = index + 1 < lineStarts.count ? lineStarts[index + 1] - 1 : bytes.count
        if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
        return (start, end)
    }

    /// Where a secret may begin in a line: behind the `=` of a key whose name says so, or, in a line without a key, where
    /// the line begins.
    private func secret(inLine index: Int) -> Int? {
        let (start, end) = bounds(ofLine: index)
        let line = bytes[start..<end]
        if line.contains(UInt8(ascii: "=")) { return Self.secret(in: line) }
        // A value that goes on: whose, the last line with a key says.
        let earlier = (max(0, index - Self.reach)..<index).reversed().first { index in
            let (start, end) = bounds(ofLine: index)
            return bytes[start..<end].contains(UInt8(ascii: "="))
        }
        guard let earlier else { return nil }
        let (keyStart, keyEnd) = bounds(ofLine: earlier)
        guard Self.secret(in: bytes[keyStart..<keyEnd]) != nil else { return nil }
        // A header ends every value.
        let isHeader = (earlier + 1...index).contains { line in
            bytes[bounds(ofLine: line).start..<bounds(ofLine: line).end].first { $0 > 0x20 } == UInt8(ascii: "[")
        }
        return isHeader ? nil : line.firstIndex { $0 > 0x20 }
    }

    /// Behind the first `=` that follows a telling word.
    private static func secret(in line: ArraySlice<UInt8>) -> Int? {
        let lower = line.map { 0x41...0x5a ~= $0 ? $0 | 0x20 : $0 }
        let found = telling.compactMap { word in
            lower.indices.dropLast(word.count - 1).first { lower[$0...].starts(with: word) }
        }
        guard let word = found.min(), let sign = lower[word...].firstIndex(of: UInt8(ascii: "=")) else { return nil }
        let value = lower[(sign + 1)...].firstIndex { $0 > 0x20 } ?? lower.endIndex
        return line.startIndex + value
    }

    /// Words in the names of keys whose values nobody should read.
    private static let telling = ["secr", "password", "passwd", "token", "key", "ring", "credential"].map {
        Array($0.utf8)
    }
    /// Lines that are looked at before one without a key.
    private static let reach = 50

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
