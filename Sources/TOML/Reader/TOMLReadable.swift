/// A type that a value in a document can become.
public protocol TOMLReadable {
    /// `nil` when the value does not fit; the reason has then been noted through `entry`.
    init?(_ entry: TOMLEntry)
}

/// A type that a table in a document can become.
public protocol TOMLSection: TOMLReadable {
    init(_ table: TOMLTable)
}

extension TOMLSection {
    public init?(_ entry: TOMLEntry) {
        guard let table = entry.table else { return nil }
        self.init(table)
    }
}

/// A value with an order, so that it can be held to a range.
public protocol TOMLMeasure: TOMLReadable, Comparable {
    /// As it would stand in a document.
    var tomlText: String { get }
}

extension String: TOMLReadable {
    public init?(_ entry: TOMLEntry) {
        guard let text = entry.string else { return nil }
        self = text
    }
}

extension Int: TOMLMeasure {
    public init?(_ entry: TOMLEntry) {
        guard let value: Int = entry.scalar("an integer", { if case .integer(let value) = $0 { value } else { nil } })
        else { return nil }
        self = value
    }
    public var tomlText: String { String(self) }
}

extension Double: TOMLMeasure {
    /// A float or an integer.
    public init?(_ entry: TOMLEntry) {
        let number: Double? = entry.scalar("a number") {
            switch $0 {
            case .float(let value): value
            case .integer(let value): Double(value)
            default: nil
            }
        }
        guard let number else { return nil }
        self = number
    }
    public var tomlText: String { String(self) }
}

extension Bool: TOMLReadable {
    public init?(_ entry: TOMLEntry) {
        guard
            let value: Bool = entry.scalar("true or false", { if case .boolean(let value) = $0 { value } else { nil } })
        else { return nil }
        self = value
    }
}

extension Array: TOMLReadable where Element: TOMLReadable {
    /// All elements are read, so that all that do not fit are noted.
    public init?(_ entry: TOMLEntry) {
        guard let entries = entry.elements else { return nil }
        let elements = entries.compactMap(Element.init)
        guard elements.count == entries.count else { return nil }
        self = elements
    }
}

extension TOMLReadable where Self: RawRepresentable & CaseIterable, RawValue == String {
    /// One of the words that the cases are.
    public init?(_ entry: TOMLEntry) {
        guard let word = entry.string else { return nil }
        guard let value = Self(rawValue: word) else {
            let words = Self.allCases.map(\.rawValue)
            let choices = words.map { "'\($0)'" }.joined(separator: " or ")
            let near = Spelling.nearest(to: word, among: words).map { "did you mean '\($0)'?" }
            entry.refuse("must be \(choices)", suggestion: near)
            return nil
        }
        self = value
    }
}

extension TOMLEntry {
    /// The value that `read` finds in this one, or in the text that a variable gave.
    fileprivate func scalar<Value>(_ expected: String, _ read: (TOMLValue) -> Value?) -> Value? {
        if let value = read(value) { return value }
        guard case .string(let literal) = value else {
            mismatch(expected)
            return nil
        }
        guard isVariable else {
            let unquoted = TOMLScanner.scalar(literal).flatMap(read)
            mismatch(expected, suggestion: unquoted.map { _ in "leave out the quotes" })
            return nil
        }
        guard let text = string else { return nil }
        let found = TOMLScanner.scalar(text).flatMap(read)
        if found == nil { refuse("must be \(expected), and the variable does not hold one") }
        return found
    }
}

extension TOMLScanner {
    /// The boolean, number, date or time that all of `text` is.
    fileprivate static func scalar(_ text: String) -> TOMLValue? {
        var scanner = TOMLScanner(Array(text.utf8))
        do throws(TOMLFlaw) {
            let value = try scanner.scalar()
            return scanner.isAtEnd ? value : nil
        } catch {
            return nil
        }
    }
}
