/// Reads JSON text (RFC 8259) in one pass, in time proportional to its length.
///
/// The text is UTF-8 without a byte order mark, and holds one value. Strings must be sequences of Unicode scalars:
/// half of a surrogate pair is refused (RFC 7493 §2.1).
public struct JSONParser: Sendable {
    /// Deepest nesting of arrays and objects. More than 1,000 counts as 1,000, so that no text exhausts the stack.
    public var depthLimit = 128
    /// Longest number, characters.
    public var numberLengthLimit = 1_024
    /// Most values in one text, counting arrays, objects and what they hold. A value takes up to a few dozen times
    /// the memory of its text; this many take at most about ten megabytes.
    public var valueLimit = 100_000
    /// What a key that comes twice in one object means. Keys are compared byte by byte, after unescaping.
    public var duplicates = Duplicates.refused

    /// Strings that are likely to come.
    public var words = JSONWords()

    /// The key under which texts hold the same object again and again, for whoever brings a `JSONRepeats`.
    public var repeatedKey: String?

    public enum Duplicates: Sendable {
        case refused
        /// The last value, in the place of the first.
        case lastWins
    }

    public init() {}

    public func parse(_ bytes: borrowing Span<UInt8>) throws(JSONError) -> JSONValue {
        var reader = JSONReader(self)
        return try reader.document(copy bytes)
    }

    /// Reads a text whose value is to be kept for a while.
    ///
    /// - Parameters:
    ///   - repeats: what such texts have repeated; used where duplicate keys are refused.
    ///   - weight: about as many bytes of memory as the value takes at most.
    public func parse(
        _ bytes: borrowing Span<UInt8>,
        knowing repeats: JSONRepeats? = nil,
        weight: inout Int
    ) throws(JSONError) -> JSONValue {
        var reader = JSONReader(self, repeats)
        let value = try reader.document(copy bytes)
        weight = bytes.count &+ reader.valuesRead &* JSONReader.valueWeight
        return value
    }
}

extension JSONValue {
    /// Reads `text` strictly: duplicate keys are refused.
    public init(parsing text: [UInt8]) throws(JSONError) { self = try JSONParser().parse(text.span) }
    public init(parsing text: String) throws(JSONError) { self = try JSONParser().parse(text.utf8.span) }
}
