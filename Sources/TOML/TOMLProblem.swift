/// Something wrong, or doubtful, in a document: where, what, and what may have been meant.
public struct TOMLProblem: Error, Sendable, Equatable {
    public enum Severity: Sendable { case error, warning }

    public let severity: Severity
    public let position: TOMLPosition
    public let message: String
    /// What to write instead; a short clause.
    public let suggestion: String?
    /// The line at `position`, or the part of a long one around it. Control characters are replaced.
    public let excerpt: String
    /// Characters of `excerpt` before the marked ones.
    let indent: Int
    /// The variable of the environment that it is about, in place of a part of the document.
    public let variable: String?

    /// The problem for a terminal: `file`, line and column, the line itself and a caret below it.
    public func rendered(file: String) -> String {
        let label = severity == .warning ? "warning: " : ""
        let place = variable ?? "\(file):\(position.line):\(position.column)"
        let title = "\(place): \(label)\(message)"
        guard !excerpt.isEmpty else { return suggestion.map { "\(title) (\($0))" } ?? title }
        let number = String(position.line)
        let gutter = String(repeating: " ", count: number.count + 3)
        let carets = String(repeating: "^", count: max(1, min(position.length, excerpt.count - indent)))
        let marked = String(repeating: " ", count: indent) + carets + (suggestion.map { " " + $0 } ?? "")
        return "\(title)\n  \(number) | \(excerpt)\n\(gutter)| \(marked)"
    }
}

extension TOMLProblem: CustomStringConvertible {
    public var description: String {
        variable.map { "\($0): \(message)" } ?? "line \(position.line), column \(position.column): \(message)"
    }
}

/// A place in a document. Lines and columns count from 1, columns and lengths in characters.
public struct TOMLPosition: Sendable, Equatable {
    public let line: Int
    public let column: Int
    public let length: Int

    public init(line: Int, column: Int, length: Int) {
        self.line = line
        self.column = column
        self.length = length
    }
}

extension TOMLPosition: Comparable {
    public static func < (lhs: Self, rhs: Self) -> Bool { (lhs.line, lhs.column) < (rhs.line, rhs.column) }
}
