internal import JSON

/// How the subschemas of a keyword stand in its value.
enum SubschemaShape {
    /// `not`: the value is one.
    case one
    /// `allOf`: an array of them.
    case list
    /// `properties`: an object of them.
    case table

    init?(of keyword: String) {
        switch keyword {
        case "items", "contains", "additionalProperties", "propertyNames", "if", "then", "else", "not",
            "unevaluatedItems", "unevaluatedProperties", "contentSchema":
            self = .one
        case "prefixItems", "allOf", "anyOf", "oneOf": self = .list
        case "properties", "patternProperties", "dependentSchemas", "$defs", "definitions": self = .table
        default: return nil
        }
    }

    /// The subschemas with their keys, or `nil` for the value itself.
    func children(of value: JSONValue, at place: String) throws(SchemaError) -> [(key: String?, json: JSONValue)] {
        switch self {
        case .one: return [(nil, value)]
        case .list:
            guard let values = value.array, !values.isEmpty else {
                throw SchemaError(.wrongValue(expected: "an array with at least one schema"), at: place)
            }
            return values.enumerated().map { ($0.offset.description, $0.element) }
        case .table:
            guard let object = value.object else {
                throw SchemaError(.wrongValue(expected: "an object of schemas"), at: place)
            }
            return object.members.map { ($0.key, $0.value) }
        }
    }
}
