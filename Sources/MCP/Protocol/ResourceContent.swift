internal import JSON

/// What a resource holds.
public enum ResourceContent: Sendable, Hashable {
    case text(String)
    case bytes([UInt8])
    /// Content of another type than its resource is listed with.
    indirect case typed(ResourceContent, mimeType: String)

    /// The content of a file, as text where its name says so and its bytes are UTF-8.
    public static func file(_ bytes: [UInt8], named name: String) -> Self {
        let type = MIMEType.of(name)
        let text = MIMEType.isText(type) ? String(validating: bytes, as: UTF8.self) : nil
        return .typed(text.map { .text($0) } ?? .bytes(bytes), mimeType: type)
    }
}

extension ResourceContent {
    /// MCP "TextResourceContents" or "BlobResourceContents".
    func json(uri: String, mimeType: String) -> JSONObject {
        var object: JSONObject = ["uri": .string(uri)]
        if !mimeType.isEmpty { object["mimeType"] = .string(mimeType) }
        switch self {
        case .text(let text): object["text"] = .string(text)
        case .bytes(let bytes): object["blob"] = .string(Base64.encode(bytes))
        case .typed(let content, let mimeType): return content.json(uri: uri, mimeType: mimeType)
        }
        return object
    }
}
