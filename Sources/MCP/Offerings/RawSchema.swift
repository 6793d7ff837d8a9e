internal import JSON
internal import JSONSchema

/// The input schema that a tool brings along: listed member for member as it was written, and kept by every call.
struct RawSchema: Sendable {
    let json: JSONObject
    /// Properties with `x-mcp-header`, which clients repeat in header fields (2026-07-28).
    let mirrored: [MirroredArgument]
    private let schema: Schema

    init(_ json: JSONObject, of tool: String) throws(CatalogError) {
        guard json["type"] == "object" else {
            throw CatalogError("the input schema of '\(tool)' must have \"type\": \"object\"")
        }
        self.json = json
        do throws(SchemaError) {
            schema = try Schema(.object(json))
        } catch {
            throw CatalogError("the input schema of '\(tool)' cannot be used: \(error)")
        }
        mirrored = try Self.mirrored(in: json, at: [], of: tool)
    }

    /// The arguments, once nothing is wrong with them.
    func checked(_ values: JSONObject) throws(ArgumentMistake) -> JSONObject {
        let violations = schema.violations(in: .object(values))
        if violations.isEmpty { return values }
        let unwrapped = unwrapped(values)
        if unwrapped != values, schema.accepts(.object(unwrapped)) { return unwrapped }
        throw ArgumentMistake(sentences: violations.map { $0.sentence(about: "arguments") })
    }

    /// Arrays and objects that a model has written as texts, taken out of them.
    private func unwrapped(_ values: JSONObject) -> JSONObject {
        JSONObject(
            values.members.map { member in
                guard let type = json["properties"]?[member.key]?["type"], let value = member.value.written else {
                    return member
                }
                let fits = value.array != nil && type == "array" || value.object != nil && type == "object"
                return fits ? JSONObject.Member(member.key, value) : member
            }
        )
    }

    private static func mirrored(
        in schema: JSONObject,
        at path: [String],
        of tool: String
    ) throws(CatalogError) -> [MirroredArgument] {
        var found: [MirroredArgument] = []
        for property in schema["properties"]?.object?.members ?? [] {
            guard let inner = property.value.object else { continue }
            let path = path + [property.key]
            if let header = inner["x-mcp-header"] {
                guard let name = header.string, ["string", "integer", "boolean"].contains(inner["type"]) else {
                    throw CatalogError("'\(path.joined(separator: "."))' of '\(tool)' cannot be repeated in a header")
                }
                found.append(MirroredArgument(header: name, path: path))
            }
            found += try mirrored(in: inner, at: path, of: tool)
        }
        return found
    }
}
