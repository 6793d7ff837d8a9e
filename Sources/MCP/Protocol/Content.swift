internal import JSON

/// One piece of what a tool or a prompt says (MCP "ContentBlock").
public enum Content: Sendable, Hashable {
    case text(String)
    case image(data: [UInt8], mimeType: String)
    case audio(data: [UInt8], mimeType: String)
    /// The content of a resource, carried along.
    case resource(uri: String, mimeType: String, ResourceContent)
    /// A resource the client may read if it wants to.
    case link(uri: String, name: String)
}

/// What a resource holds.
public enum ResourceContent: Sendable, Hashable { case text(String), bytes([UInt8]) }

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
        case .link(let uri, let name) where version >= .v2025_06_18:
            ["type": "resource_link", "uri": .string(uri), "name": .string(name)]
        case .link(let uri, let name): ["type": "text", "text": .string("\(name): \(uri)")]
        }
    }

    private static let textType = JSONObject.Member("type", "text")

    private static func media(_ type: JSONValue, _ data: [UInt8], _ mimeType: String) -> JSONValue {
        ["type": type, "data": .string(Base64.encode(data)), "mimeType": .string(mimeType)]
    }
}

extension ResourceContent {
    /// MCP "TextResourceContents" or "BlobResourceContents".
    func json(uri: String, mimeType: String) -> JSONObject {
        switch self {
        case .text(let text): ["uri": .string(uri), "mimeType": .string(mimeType), "text": .string(text)]
        case .bytes(let bytes):
            ["uri": .string(uri), "mimeType": .string(mimeType), "blob": .string(Base64.encode(bytes))]
        }
    }
}
