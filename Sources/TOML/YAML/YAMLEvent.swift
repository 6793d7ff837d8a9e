/// One step of a YAML stream, as a parser meets it (YAML 1.2.2 §3.1).
public struct YAMLEvent: Sendable, Equatable {
    public enum Kind: Sendable, Equatable {
        case document
        case endOfDocument
        case mapping
        case endOfMapping
        case sequence
        case endOfSequence
        /// `isPlain`: without quotes, so that it may be something else than a string.
        case scalar(String, isPlain: Bool)
        case alias(String)
        case endOfStream
    }

    public let kind: Kind
    public let anchor: String?
    /// Whole, such as `tag:yaml.org,2002:str`.
    public let tag: String?
    /// Bytes of the document, without anchor and tag.
    public let range: Range<Int>

    public init(_ kind: Kind, anchor: String? = nil, tag: String? = nil, at range: Range<Int> = 0..<0) {
        self.kind = kind
        self.anchor = anchor
        self.tag = tag
        self.range = range
    }
}

/// Where a document stops being YAML that is understood, and why.
public struct YAMLFlaw: Error, Sendable, Equatable {
    public let range: Range<Int>
    public let message: String
    public var suggestion: String?

    public init(_ range: Range<Int>, _ message: String, suggestion: String? = nil) {
        self.range = range
        self.message = message
        self.suggestion = suggestion
    }
}
