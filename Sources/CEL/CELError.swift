/// Why a text is no expression, or one that can never have a value.
public struct CELError: Error, Sendable, Hashable {
    /// Fit for whoever wrote the expression: what is wrong, and what may have been meant.
    public let message: String
    /// In the expression, bytes from its start.
    public let offset: Int
    /// From 1.
    public let line: Int
    /// Characters from the start of the line, from 1.
    public let column: Int
    /// The line, and below it a caret.
    public let excerpt: String
    /// For a literal that no function takes: what an evaluation would have said.
    let failure: CELFailure?

    init(_ problem: Problem, in source: String) {
        message = problem.message
        failure = problem.failure
        let bytes = Array(source.utf8)
        offset = min(max(problem.offset, 0), bytes.count)
        let before = bytes[..<offset]
        line = before.count { $0 == 0x0A } + 1
        let start = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        let end = bytes[offset...].firstIndex(of: 0x0A) ?? bytes.count
        column = String(decoding: bytes[start..<offset], as: UTF8.self).count + 1
        excerpt = Self.excerpt(of: String(decoding: bytes[start..<end], as: UTF8.self), at: column)
    }

    /// Long lines are cut around the column.
    private static func excerpt(of line: String, at column: Int) -> String {
        let skipped = max(0, column - 60)
        let part = line.dropFirst(skipped).prefix(100).map { $0.isASCII && $0 < " " ? " " : $0 }
        return String(part) + "\n" + String(repeating: " ", count: column - 1 - skipped) + "^"
    }

    /// What the compiler throws, which does not know the whole text.
    struct Problem: Error, Equatable {
        let message: String
        let offset: Int
        var failure: CELFailure?

        init(_ message: String, at offset: Int, _ failure: CELFailure? = nil) {
            self.message = message
            self.offset = offset
            self.failure = failure
        }
    }
}

extension CELError: CustomStringConvertible {
    public var description: String { "line \(line), column \(column): \(message)\n\(excerpt)" }
}
