import JSON

/// The JSON Schema of `config.toml`. Draft-07 is what editors of TOML know; every keyword in it but `definitions`, which
/// is not used, means the same in 2020-12.
struct ConfigurationSchema {
    private let sections: [(place: [String], section: SectionDescription)]

    init(_ sections: [SectionDescription] = ConfigurationReference.sections) {
        self.sections = sections.map { (Self.place(of: $0.path), $0) }
    }

    var json: JSONValue {
        var root: JSONObject = [
            "$schema": "http://json-schema.org/draft-07/schema#",
            "title": "The configuration of mcp-forge",
        ]
        for member in object(at: []).members { root[member.key] = member.value }
        return .object(root)
    }

    /// The object at a place: `["server", "tls", "hosts", "[]"]`.
    private func object(at place: [String]) -> JSONObject {
        let section = sections.first { $0.place == place }?.section
        let inner = children(of: place)
        var object: JSONObject = [:]
        if let section, !place.isEmpty { object["description"] = .string(section.text) }
        if inner == ["[]"] {
            object["type"] = "array"
            object["items"] = .object(self.object(at: place + inner))
        } else if inner == ["*"] {
            object["type"] = "object"
            object["additionalProperties"] = .object(self.object(at: place + inner))
        } else {
            object["type"] = "object"
            object["properties"] = .object(properties(of: section, inner, at: place))
            object["additionalProperties"] = false
            if let section { require(section, &object) }
        }
        return object
    }

    private func properties(of section: SectionDescription?, _ inner: [String], at place: [String]) -> JSONObject {
        var properties: JSONObject = [:]
        for key in section?.keys ?? [] {
            properties[key.name] = .object(
                key.schema(waits: section.map { StartOnly.covers($0.path(of: key)) } ?? false)
            )
        }
        for key in section?.misplaced ?? [] {
            var schema = key.type.schema
            schema["description"] = .string(MarkdownText.sentence(key.meaning))
            schema["deprecated"] = true
            properties[key.name] = .object(schema)
        }
        for name in inner { properties[name] = .object(object(at: place + [name])) }
        return properties
    }

    /// What must be there; in a table with a switch, only when that is on.
    private func require(_ section: SectionDescription, _ object: inout JSONObject) {
        let required = section.keys.filter { $0.standard == .required }.map(\.name)
        guard !required.isEmpty else { return }
        guard required.contains("enabled") else {
            object["required"] = .array(required.map { .string($0) })
            return
        }
        object["required"] = ["enabled"]
        let others = required.filter { $0 != "enabled" }
        guard !others.isEmpty else { return }
        object["if"] = ["properties": ["enabled": ["const": true]]]
        object["then"] = ["required": .array(others.map { .string($0) })]
    }

    private func children(of place: [String]) -> [String] {
        var names: [String] = []
        for (other, _) in sections where other.count > place.count && other.starts(with: place) {
            let name = other[place.count]
            if !names.contains(name) { names.append(name) }
        }
        return names
    }

    private static func place(of path: String) -> [String] {
        path.split(separator: ".").flatMap { part -> [String] in
            part.hasSuffix("[]") ? [String(part.dropLast(2)), "[]"] : [String(part)]
        }
    }
}

extension SectionDescription {
    fileprivate var text: String { MarkdownText.sentence(MarkdownText.plain(meaning)) }
}

extension KeyDescription {
    fileprivate func schema(waits: Bool) -> JSONObject {
        var schema = type.schema
        let facts = [
            type.text, standardText.map { "default \($0)" }, waits ? "needs a restart" : nil,
        ].compactMap(\.self).joined(separator: "; ")
        let meaning = MarkdownText.sentence(MarkdownText.plain(meaning))
        schema["description"] = .string("\(meaning)\n\n\(MarkdownText.sentence(MarkdownText.plain(facts)))")
        if case .value(let value) = standard { schema["default"] = value }
        if let example { schema["examples"] = [example] }
        return schema
    }
}
