internal import JSON

/// A resource that a client may read if it wants to (MCP "ResourceLink", since 2025-06-18).
public struct ResourceLink: Sendable, Hashable {
    public var uri: String
    public var name: String
    public var title: String?
    public var description: String?
    public var mimeType: String?
    /// Bytes, before any encoding.
    public var size: Int?
    public var icons: [Icon] = []

    public init(uri: String, name: String) {
        self.uri = uri
        self.name = name
    }

    /// A link, or for clients that know none the text `name: uri`.
    func json(for version: ProtocolVersion) -> JSONObject {
        guard version >= .v2025_06_18 else { return ["type": "text", "text": .string("\(name): \(uri)")] }
        var object: JSONObject = ["type": "resource_link", "uri": .string(uri), "name": .string(name)]
        object["title"] = title.map { .string($0) }
        object["description"] = description.map { .string($0) }
        object["mimeType"] = mimeType.map { .string($0) }
        object["size"] = size.map { .int($0) }
        if version >= .v2025_11_25, !icons.isEmpty { object["icons"] = .array(icons.map(\.json)) }
        return object
    }
}
