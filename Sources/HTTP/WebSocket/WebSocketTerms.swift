/// What holds for one WebSocket, once it is open.
public struct WebSocketTerms: Sendable, Equatable {
    /// How messages are compressed; `nil`: not at all.
    public var deflate: PerMessageDeflate?
    /// Whether binary messages are taken too; what is sent after one was received is binary. MCP knows only text.
    public var takesBinary: Bool

    public init(deflate: PerMessageDeflate? = nil, takesBinary: Bool = false) {
        self.deflate = deflate
        self.takesBinary = takesBinary
    }
}
