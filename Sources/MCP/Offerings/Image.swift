/// A picture that a tool returns.
public struct Image: ToolOutput, Hashable {
    public let bytes: [UInt8]
    public let mimeType: String

    /// A picture of the type that `format` names: `png`, `jpeg`.
    public init(_ bytes: [UInt8], format: String) {
        self.bytes = bytes
        mimeType = "image/" + (format.lowercased() == "jpg" ? "jpeg" : format.lowercased())
    }

    /// A picture of the type that the ending of `name` says, or else its first bytes; PNG where neither does.
    public init(_ bytes: [UInt8], named name: String = "") {
        self.bytes = bytes
        let named = MIMEType.of(name)
        mimeType = named.hasPrefix("image/") ? named : Self.type(of: bytes) ?? "image/png"
    }

    public var content: Content { .image(data: bytes, mimeType: mimeType) }
    public var result: ToolResult { ToolResult([content]) }

    private static func type(of bytes: [UInt8]) -> String? {
        if bytes.starts(with: [0x89, 0x50, 0x4e, 0x47]) { return "image/png" }
        if bytes.starts(with: [0xff, 0xd8, 0xff]) { return "image/jpeg" }
        if bytes.starts(with: Array("GIF8".utf8)) { return "image/gif" }
        guard bytes.starts(with: Array("RIFF".utf8)), bytes.dropFirst(8).starts(with: Array("WEBP".utf8)) else {
            return nil
        }
        return "image/webp"
    }
}
