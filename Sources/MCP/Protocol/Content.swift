internal import JSON

/// One piece of what a tool or a prompt says (MCP "ContentBlock").
public enum Content: Sendable, Hashable {
    case text(String)
    case image(data: [UInt8], mimeType: String)
    case audio(data: [UInt8], mimeType: String)
    /// The content of a resource, carried along.
    case resource(uri: String, mimeType: String, ResourceContent)
    /// A resource the client may read if it wants to.
    indirect case link(ResourceLink)
    /// Content, and what clients may know about it.
    indirect case annotated(Content, Annotations)

    public static func link(uri: String, name: String) -> Self { .link(ResourceLink(uri: uri, name: name)) }

    /// The same content, said to be for `audience`, and how much it matters.
    public func annotated(for audience: [Annotations.Role] = [], priority: Double? = nil) -> Self {
        .annotated(self, Annotations(audience: audience, priority: priority))
    }
}

extension Content {
    /// The content for a client of `version`; a kind that it does not know becomes text.
    func json(for version: ProtocolVersion) -> JSONValue {
        switch self {
        case .text(let text): .object(JSONObject([Self.textType, JSONObject.Member("text", .string(text))]))
        case .image(let data, let type): Self.media("image", data, type)
        case .audio(let data, let type) where version >= .v2025_03_26: Self.media("audio", data, type)
        case .audio(_, let type): ["type": "text", "text": .string("[audio, \(type)]")]
        case .resource(let uri, let type, let content):
            ["type": "resource", "resource": .object(content.json(uri: uri, mimeType: type))]
        case .link(let link): .object(link.json(for: version))
        case .annotated(let content, let annotations): content.json(for: version, annotations)
        }
    }

    private func json(for version: ProtocolVersion, _ annotations: Annotations) -> JSONValue {
        let plain = json(for: version)
        guard var object = plain.object, let annotations = annotations.json(for: version) else { return plain }
        object["annotations"] = annotations
        return .object(object)
    }

    private static let textType = JSONObject.Member("type", "text")

    private static func media(_ type: JSONValue, _ data: [UInt8], _ mimeType: String) -> JSONValue {
        ["type": type, "data": .string(Base64.encode(data)), "mimeType": .string(mimeType)]
    }
}
