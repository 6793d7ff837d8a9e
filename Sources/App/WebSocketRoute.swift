import HTTP
import MCP
import Telemetry

extension Route {
    /// MCP over WebSocket on `path`, subprotocol `mcp`: one message in each text frame.
    static func webSocket(
        _ path: String,
        to handler: any MCPHandler,
        of server: MCPServer,
        _ settings: MCPSettings,
        compresses: Bool,
        log: Logger
    ) -> Route {
        .any(
            path,
            WebSocketUpgrade(subprotocol: "mcp", compresses: compresses) { channel, request in
                let connection = Connection(
                    to: handler,
                    as: request.caller,
                    from: RequestOrigin(request),
                    settings,
                    timers: request.exchange?.timers ?? PoolTimers(),
                    on: request.exchange?.executor,
                    within: request.exchange,
                    telling: server.changes,
                    tasks: server.tasks,
                    log: log
                )
                await connection.run(on: channel)
            }
        )
    }
}
