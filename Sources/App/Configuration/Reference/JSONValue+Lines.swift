import JSON

extension JSONValue {
    /// JSON for people: a member a line, and arrays of plain values on one.
    var indented: String { indented(by: "") }

    private func indented(by margin: String) -> String {
        let inner = margin + "  "
        switch self {
        case .object(let object) where !object.isEmpty:
            let members = object.members.map { "\(JSONValue.string($0.key).text): \($0.value.indented(by: inner))" }
            return "{\n\(inner)\(members.joined(separator: ",\n\(inner)"))\n\(margin)}"
        case .array(let elements) where elements.contains { $0.object != nil }:
            let lines = elements.map { $0.indented(by: inner) }
            return "[\n\(inner)\(lines.joined(separator: ",\n\(inner)"))\n\(margin)]"
        case .array(let elements): return "[\(elements.map(\.text).joined(separator: ", "))]"
        default: return text
        }
    }
}
