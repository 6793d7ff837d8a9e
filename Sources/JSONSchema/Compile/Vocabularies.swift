internal import JSON

/// The groups of keywords that are in force in a schema (Core §8.1.2). Those of the core always are.
struct Vocabularies: OptionSet, Sendable {
    let rawValue: UInt8

    static let applicator = Self(rawValue: 1)
    static let unevaluated = Self(rawValue: 2)
    static let validation = Self(rawValue: 4)
    static let formatAssertion = Self(rawValue: 8)
    static let standard: Self = [.applicator, .unevaluated, .validation]

    private static let prefix = "https://json-schema.org/draft/2020-12/vocab/"

    /// What the `$vocabulary` of a metaschema puts in force.
    init(declaredBy metaschema: JSONValue, at place: String) throws(SchemaError) {
        guard let declared = metaschema["$vocabulary"]?.object else {
            self = .standard
            return
        }
        self = []
        for member in declared.members {
            if let known = Self(named: member.key) {
                formUnion(known)
            } else if member.value != .bool(false) {
                throw SchemaError(.unsupportedVocabulary(member.key), at: place)
            }
        }
    }

    init(rawValue: UInt8) { self.rawValue = rawValue }

    private init?(named uri: String) {
        guard uri.hasPrefix(Self.prefix) else { return nil }
        switch uri.dropFirst(Self.prefix.count) {
        case "core", "meta-data", "format-annotation", "content": self = []
        case "applicator": self = .applicator
        case "unevaluated": self = .unevaluated
        case "validation": self = .validation
        case "format-assertion": self = .formatAssertion
        default: return nil
        }
    }
}
