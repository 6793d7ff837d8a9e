internal import JSON

/// A picture that clients may show beside a name (MCP "Icon", since 2025-11-25).
public struct Icon: Sendable, Hashable {
    /// An `https:` or `data:` URI.
    public var source: String
    /// Such as `image/png`, where the server of the icon does not say it right.
    public var mimeType: String?
    /// Such as `48x48`; `any` for one that can be scaled.
    public var sizes: [String]
    /// The background it is made for.
    public var theme: Theme?

    public enum Theme: String, Sendable, CaseIterable { case light, dark }

    public init(_ source: String, mimeType: String? = nil, sizes: [String] = [], theme: Theme? = nil) {
        self.source = source
        self.mimeType = mimeType
        self.sizes = sizes
        self.theme = theme
    }

    /// Whether clients may load it: they refuse every other scheme.
    var isLoadable: Bool { source.hasPrefix("https://") || source.hasPrefix("data:image/") }

    var json: JSONValue {
        var object: JSONObject = ["src": .string(source)]
        object["mimeType"] = mimeType.map { .string($0) }
        if !sizes.isEmpty { object["sizes"] = .array(sizes.map { .string($0) }) }
        object["theme"] = theme.map { .string($0.rawValue) }
        return .object(object)
    }
}
