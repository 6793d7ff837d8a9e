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

    private func answer(
        enabled: Bool = true,
        host: String = "localhost:8080",
        _ change: (inout Configuration) -> Void = { _ in }
    ) async throws -> HTTPResponse {
        var configuration = Configuration()
        change(&configuration)
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
        let channel = TestChannel([#"{"jsonrpc":"2.0","id":1,"method":"ping"}"#])
        await serve(channel)
        #expect(channel.sent == [#"{"jsonrpc":"2.0","id":1,"result":{}}"#])
    }

    @Test func `its requests count as those over HTTP do, the one that became it among them`() async throws {
        let response = try await answer { $0.limits.principal = .window(3, within: .seconds(86_400)) }
        guard case .webSocket(_, let serve) = response.body else { return #expect(Bool(false)) }
        let name = "io.modelcontextprotocol/"
        let meta = #"{"\#(name)protocolVersion":"2026-07-28","\#(name)clientCapabilities":{}}"#
        let messages = (1...3).map {
            #"{"jsonrpc":"2.0","id":\#($0),"method":"prompts/list","params":{"_meta":\#(meta)}}"#
        }
        let channel = TestChannel(messages)
        await serve(channel)
        #expect(channel.sent.count { $0.contains("\"prompts\":") } == 2)
        #expect(channel.sent.count { $0.contains("\"code\":429") && $0.contains("\"retryAfter\"") } == 1)
    }
}

/// Brings one message after the other, each when those before are answered, and ends once all are.
private final class TestChannel: MessageChannel {
    private let state: Mutex<State>
    private let (answers, answered) = AsyncStream<Void>.makeStream()

    private struct State {
        var messages: ArraySlice<String>
        var isFirst = true
        var sent: [String] = []
    }

    init(_ messages: [String]) { state = Mutex(State(messages: messages[...])) }

    var sent: [String] { state.withLock { $0.sent } }

    func receive() async throws(MessageChannelError) -> [UInt8]? {
        let isFirst = state.withLock { state in
            defer { state.isFirst = false }
            return state.isFirst
        }
        if !isFirst { for await _ in answers { break } }
        return state.withLock { $0.messages.popFirst() }.map { Array($0.utf8) }
    }

    func send(_ message: [UInt8]) async {
        state.withLock { $0.sent.append(String(decoding: message, as: UTF8.self)) }
        answered.yield()
    }
}
