import HTTP
import MCP
import Synchronization
import Telemetry
import Testing

@testable import App

@Suite struct WebSocketRouteTests {
    private let handshake: HTTPFields = [
        .host: "localhost:8080", .upgrade: "websocket", .connection: "Upgrade", .secWebSocketVersion: "13",
        .secWebSocketKey: "dGhlIHNhbXBsZSBub25jZQ==", .secWebSocketProtocol: "mcp",
    ]

    private func answer(enabled: Bool = true, host: String = "localhost:8080") async throws -> HTTPResponse {
        var configuration = Configuration()
        configuration.webSocket.isEnabled = enabled
        let application = Application(configuration, offering: try Catalog.app(), log: .silent)
        var fields = handshake
        fields[.host] = host
        return await application.handler.respond(to: HTTPRequest(.get, "/ws", fields: fields))
    }

    @Test func `it is there when it is switched on`() async throws {
        #expect(try await answer(enabled: false).status == .notFound)
        #expect(try await answer().status == .switchingProtocols)
    }

    @Test func `a foreign host is refused before the protocol is switched`() async throws {
        #expect(try await answer(host: "evil.example").status == .forbidden)
    }

    @Test func `messages are answered`() async throws {
        guard case .webSocket(_, let serve) = try await answer().body else { return #expect(Bool(false)) }
        let channel = TestChannel(#"{"jsonrpc":"2.0","id":1,"method":"ping"}"#)
        await serve(channel)
        #expect(channel.sent == [#"{"jsonrpc":"2.0","id":1,"result":{}}"#])
    }
}

/// Brings one message, and ends once that is answered.
private final class TestChannel: MessageChannel {
    private let state: Mutex<State>
    private let (answers, answered) = AsyncStream<Void>.makeStream()

    private struct State {
        var message: String?
        var sent: [String] = []
    }

    init(_ message: String) { state = Mutex(State(message: message)) }

    var sent: [String] { state.withLock { $0.sent } }

    func receive() async throws(MessageChannelError) -> [UInt8]? {
        if let message = state.withLock({ $0.message.take() }) { return Array(message.utf8) }
        for await _ in answers { break }
        return nil
    }

    func send(_ message: [UInt8]) async {
        state.withLock { $0.sent.append(String(decoding: message, as: UTF8.self)) }
        answered.finish()
    }
}
