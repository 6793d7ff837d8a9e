/// Why a text is not JSON as RFC 8259 and RFC 7493 have it.
public enum JSONError: Error, Sendable, Equatable {
    case unexpected(offset: Int)
    case tooDeep(offset: Int)
    case invalidUTF8(offset: Int)
    case duplicateKey(String, offset: Int)
}

/// Reads JSON text.
public struct JSONParser: Sendable {
    /// Deepest nesting of arrays and objects.
    public var depthLimit = 128
    /// What a key that comes twice in one object means.
    public var duplicates = Duplicates.refused

    public enum Duplicates: Sendable { case refused, lastWins }

    public init() {}

    public func parse(_ bytes: borrowing Span<UInt8>) throws(JSONError) -> JSONValue { throw .unexpected(offset: 0) }
}

extension JSONValue {
    /// Reads `text` strictly: duplicate keys are refused.
    public init(parsing text: [UInt8]) throws(JSONError) { self = try JSONParser().parse(text.span) }
    public init(parsing text: String) throws(JSONError) { try self.init(parsing: Array(text.utf8)) }
}
