import JSON

extension JSONValue {
    /// As it would stand in a TOML document, on one line.
    var tomlText: String {
        switch self {
        case .array(let elements): "[\(elements.map(\.tomlText).joined(separator: ", "))]"
        case .object(let object):
            "{ \(object.members.map { "\(JSONValue.string($0.key).text) = \($0.value.tomlText)" }.joined(separator: ", ")) }"
        default: text
        }
    }
}
