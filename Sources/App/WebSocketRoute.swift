import HTTP
import MCP
import Telemetry

/// MCP over WebSocket on `/ws`, subprotocol `mcp`: one message in each text frame. Each message is answered by the
/// application that is current when it comes, and each request is counted as one of HTTP would be.
struct WebSocketRoute {
    let current: @Sendable () -> Application?
    let handler: any MCPHandler
    let server: MCPServer
    let admission: Admission
    let limits: RequestLimits?
    let configuration: Configuration
    let log: Logger

    var route: Route {
        .any(
            "/ws",
            WebSocketUpgrade(subprotocol: "mcp", compresses: configuration.webSocket.compresses) { channel, request in
                let guest = SocketGuest(request, admission, current)
                await connection(of: guest, request).run(on: GuestChannel(channel: channel, guest: guest))
            }
        )
    }

    private func connection(of guest: SocketGuest, _ request: HTTPRequest) -> Connection {
        Connection(
            to: LatestServer(
                first: handler,
                current: { [current] in current()?.answering },
                caller: { guest.caller },
                limits: { [current, limits] in if let application = current() { application.limits } else { limits } }
            ),
            as: request.caller,
            from: RequestOrigin(request),
            configuration.mcp,
            timers: request.exchange.timers,
            on: request.exchange.executor,
            within: request.exchange,
            telling: server.changes,
            tasks: server.tasks,
            log: log
        )
    }
}
