/// What is known of a value before it is there. `dyn` is what is known only when an expression is evaluated.
public indirect enum CELType: Sendable, Hashable {
    case dyn, null, bool, int, uint, double, string, bytes, timestamp, duration, type, ip, cidr
    case list(CELType)
    case map(CELType, CELType)
    case optional(CELType)
    /// A map whose keys are known, so that a misspelt one is found when the expression is compiled.
    case record([String: CELType])
}

extension CELType {
    static let anyList = CELType.list(.dyn)
    static let anyMap = CELType.map(.dyn, .dyn)
    static let anyOptional = CELType.optional(.dyn)

    /// Whether a value of type `other` may turn out to be one of this.
    func accepts(_ other: CELType) -> Bool {
        switch (self, other) {
        case (.dyn, _), (_, .dyn): true
        case (.list(let mine), .list(let its)): mine.accepts(its)
        case (.optional(let mine), .optional(let its)): mine.accepts(its)
        case (.map(let key, let value), .map(let itsKey, let itsValue)): key.accepts(itsKey) && value.accepts(itsValue)
        case (.map(let key, _), .record), (.record, .map(let key, _)): key.accepts(.string)
        case (.record, .record): true
        default: self == other
        }
    }

    /// The type of a value that is of either.
    func joined(with other: CELType) -> CELType {
        switch (self, other) {
        case _ where self == other: self
        case (.list(let lhs), .list(let rhs)): .list(lhs.joined(with: rhs))
        case (.map(let key, let value), .map(let otherKey, let otherValue)):
            .map(key.joined(with: otherKey), value.joined(with: otherValue))
        case (.optional(let lhs), .optional(let rhs)): .optional(lhs.joined(with: rhs))
        default: .dyn
        }
    }

    /// What the type is called inside an expression, and what `type(x)` is written as; without what is inside.
    var name: String {
        switch self {
        case .dyn: "dyn"
        case .null: "null_type"
        case .bool: "bool"
        case .int: "int"
        case .uint: "uint"
        case .double: "double"
        case .string: "string"
        case .bytes: "bytes"
        case .timestamp: "google.protobuf.Timestamp"
        case .duration: "google.protobuf.Duration"
        case .type: "type"
        case .ip: "net.IP"
        case .cidr: "net.CIDR"
        case .list: "list"
        case .map, .record: "map"
        case .optional: "optional_type"
        }
    }

    /// The types that have names, as `type(x)` gives them: what is inside does not count.
    static let named: [String: CELType] = {
        let types: [CELType] = [
            .null, .bool, .int, .uint, .double, .string, .bytes, .timestamp, .duration, .type, .ip, .cidr,
            .anyList, .anyMap, .anyOptional,
        ]
        return Dictionary(types.map { ($0.name, $0) }) { first, _ in first }
    }()
}

extension CELType: CustomStringConvertible {
    public var description: String {
        switch self {
        case .null: "null"
        case .timestamp: "timestamp"
        case .duration: "duration"
        case .list(let element) where element != .dyn: "list(\(element))"
        case .map(let key, let value) where key != .dyn || value != .dyn: "map(\(key), \(value))"
        case .optional(let inside): inside == .dyn ? "optional" : "optional(\(inside))"
        default: name
        }
    }
}
