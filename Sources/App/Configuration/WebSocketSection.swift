import JSON
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

extension WebSocketSettings {
    /// Those of `[server.transport.http]`.
    static var keys: [KeyDescription] {
        [
            .key("websocket", .boolean, false, "MCP over [WebSocket](websocket.md) on `/ws`, beside `/mcp`"),
            .key(
                "websocket_compression",
                .boolean,
                true,
                "whether WebSocket messages may be compressed (`permessage-deflate`)"
            ),
        ]
    }
}
