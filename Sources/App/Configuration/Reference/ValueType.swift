import TOML

/// What a key takes, as people and schemas need to know it. Ranges include their ends.
indirect enum ValueType: Sendable, Equatable {
    case boolean
    case string
    /// A string that fits a regular expression (ECMA-262).
    case matching(String)
    /// `http` or `https`.
    case url
    /// A string that nothing shows.
    case secret
    case integer(Int, Int)
    case number(Double, Double)
    /// Bytes; the ends as they would stand in a document.
    case size(String, String)
    case duration(String, String)
    case words([String])
    case list(ValueType)
    case either(ValueType, ValueType)
    /// A table whose keys anybody may choose.
    case names(ValueType)

    /// The words that the cases of a type are.
    static func words<Word: CaseIterable & RawRepresentable>(of type: Word.Type) -> Self where Word.RawValue == String {
        .words(type.allCases.map(\.rawValue))
    }
}

extension ValueType {
    /// For people, in Markdown: "integer, 0 to 65535".
    var text: String {
        switch self {
        case .boolean: "boolean"
        case .string, .matching: "string"
        case .url: "URL"
        case .secret: "secret"
        case .integer(let least, let most): "integer, \(least) to \(most)"
        case .number(let least, let most): "number, \(least.shortText) to \(most.shortText)"
        case .size(let least, let most): "size, \(least) to \(most)"
        case .duration(let least, let most): "duration, \(least) to \(most)"
        case .words(let words): Self.listed(words)
        case .list(let element): "array of \(element.plural)"
        case .either(let first, let second): "\(first.text) or \(second.text)"
        case .names(let value): "table of \(value.plural)"
        }
    }

    /// What is behind the type, for people who see it alone; `nil` when nothing is.
    var hint: String? {
        switch self {
        case .size: #"a number of bytes, or "64KB" (64,000), "64KiB" (65,536), "4MiB""#
        case .duration: #"a number of seconds, or "250ms", "30s", "5m", "1h30m", "PT1H""#
        default: nil
        }
    }

    var isSecret: Bool {
        switch self {
        case .secret: true
        case .list(let value), .names(let value): value.isSecret
        default: false
        }
    }

    private var plural: String {
        switch self {
        case .string, .matching: "strings"
        case .url: "URLs"
        case .secret: "secrets"
        default: text
        }
    }

    private static func listed(_ words: [String]) -> String {
        let quoted = words.map { "`\"\($0)\"`" }
        guard let last = quoted.last, quoted.count > 1 else { return quoted.joined() }
        return "\(quoted.dropLast().joined(separator: ", ")) or \(last)"
    }
}

extension Double {
    /// `1` and not `1.0`.
    fileprivate var shortText: String { Int(exactly: self).map(String.init) ?? String(self) }
}
