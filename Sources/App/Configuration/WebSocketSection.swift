import TOML

/// `[server.transport.http]`: MCP over WebSocket, on `/ws`.
public struct WebSocketSettings: Sendable, Equatable {
    public var isEnabled = false
    /// Whether messages may be compressed (`permessage-deflate`).
    public var compresses = true
}

extension WebSocketSettings: TOMLSection {
    public init(_ table: TOMLTable) {
        self.init()
        isEnabled = table["websocket"] ?? isEnabled
        compresses = table["websocket_compression"] ?? compresses
    }
}
