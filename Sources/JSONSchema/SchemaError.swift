/// Why a schema cannot be used, and where.
public struct SchemaError: Error, Sendable, Hashable {
    public let reason: Reason
    /// A JSON pointer into the schema, behind the URI of the document unless that is the schema itself.
    public let place: String

    public init(_ reason: Reason, at place: String) {
        self.reason = reason
        self.place = place
    }

    public enum Reason: Sendable, Hashable {
        /// Neither an object nor a boolean.
        case notASchema
        /// A keyword has a value it cannot have.
        case wrongValue(expected: String)
        /// `pattern` or `patternProperties` has no regular expression that can be matched in linear time.
        case badPattern(String)
        /// A reference to what is not there. Nothing is fetched.
        case unknownReference(String)
        /// References that lead back to themselves without a step into the value.
        case endlessReference
        /// Two subschemas have one URI or one anchor.
        case duplicateIdentifier(String)
        /// `$schema` names neither 2020-12 nor a known metaschema.
        case unsupportedDialect(String)
        /// The metaschema requires a vocabulary that is not known.
        case unsupportedVocabulary(String)
        case tooManySubschemas(limit: Int)
        case tooDeep(limit: Int)
    }
}

extension SchemaError: CustomStringConvertible {
    public var description: String { "\(words) at \(place.isEmpty ? "the root" : place.clipped) of the schema" }

    private var words: String {
        switch reason {
        case .notASchema: "neither an object nor a boolean"
        case .wrongValue(let expected): "expected \(expected)"
        case .badPattern(let reason): "bad pattern: \(reason.clipped)"
        case .unknownReference(let reference): "unknown reference '\(reference.clipped)'; nothing is fetched"
        case .endlessReference: "a reference that leads back to itself"
        case .duplicateIdentifier(let identifier): "second use of the identifier '\(identifier.clipped)'"
        case .unsupportedDialect(let uri): "unsupported dialect '\(uri.clipped)'; 2020-12 is supported"
        case .unsupportedVocabulary(let uri): "unsupported vocabulary '\(uri.clipped)'"
        case .tooManySubschemas(let limit): "more than \(limit) subschemas"
        case .tooDeep(let limit): "nested deeper than \(limit)"
        }
    }
}
