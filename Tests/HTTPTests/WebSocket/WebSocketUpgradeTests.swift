import Testing

@testable import HTTP

@Suite struct WebSocketUpgradeTests {
    private let good: HTTPFields = [
        .host: "a", .upgrade: "websocket", .connection: "keep-alive, Upgrade", .secWebSocketVersion: "13",
        .secWebSocketKey: "dGhlIHNhbXBsZSBub25jZQ==", .secWebSocketProtocol: "chat, mcp",
    ]

    private func answer(
        _ method: HTTPMethod = .get,
        compresses: Bool = true,
        body: [UInt8] = [],
        change: (inout HTTPFields) -> Void = { _ in }
    ) async -> HTTPResponse {
        var fields = good
        change(&fields)
        let upgrade = WebSocketUpgrade(subprotocol: "mcp", compresses: compresses) { _, _ in }
        return await upgrade.respond(to: HTTPRequest(method, "/ws", fields: fields, body: body))
    }

    @Test func `a handshake is answered with the key's other side`() async {
        let response = await answer()
        #expect(response.status == .switchingProtocols)
        #expect(response.fields[.upgrade] == "websocket")
        #expect(response.fields[.secWebSocketAccept] == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
        #expect(response.fields[.secWebSocketProtocol] == "mcp")
        #expect(response.fields[.secWebSocketExtensions] == nil)
        guard case .webSocket(WebSocketTerms(), _) = response.body else { return #expect(Bool(false)) }
    }

    @Test func `compression is agreed on when it is on`() async {
        let offer: (inout HTTPFields) -> Void = { $0[.secWebSocketExtensions] = "permessage-deflate" }
        let response = await answer(change: offer)
        #expect(response.fields[.secWebSocketExtensions]?.hasPrefix("permessage-deflate;") == true)
        guard case .webSocket(let terms, _) = response.body else { return #expect(Bool(false)) }
        #expect(terms.deflate != nil && !terms.takesBinary)
        #expect(await answer(compresses: false, change: offer).fields[.secWebSocketExtensions] == nil)
    }

    @Test func `another version, or none of it, is 426`() async {
        let answers = [
            await answer { $0[.secWebSocketVersion] = "8" }, await answer { $0[.secWebSocketVersion] = nil },
            await answer { $0.append(.secWebSocketVersion, "13") }, await answer { $0[.upgrade] = nil },
            await answer { $0[.upgrade] = "h2c" }, await answer { $0[.connection] = "close" },
        ]
        for answer in answers {
            #expect(answer.status == .upgradeRequired)
            #expect(answer.fields[.secWebSocketVersion] == "13")
            #expect(answer.fields[.upgrade] == "websocket")
        }
    }

    @Test func `what is not a handshake is 400`() async {
        let answers = [
            await answer { $0[.secWebSocketKey] = nil }, await answer { $0[.secWebSocketKey] = "short" },
            await answer { $0.append(.secWebSocketKey, "dGhlIHNhbXBsZSBub25jZQ==") }, await answer(body: [1]),
        ]
        #expect(answers.allSatisfy { $0.status == .badRequest })
    }

    @Test(arguments: [nil, "", "chat", "MCP", "mcp2"] as [String?])
    func `without the subprotocol it is 400`(offer: String?) async {
        #expect(await answer { $0[.secWebSocketProtocol] = offer }.status == .badRequest)
    }

    @Test func `without a subprotocol of its own it asks for none`() async {
        let upgrade = WebSocketUpgrade(subprotocol: nil, compresses: false) { _, _ in }
        var fields = good
        for offer in ["chat", nil] {
            fields[.secWebSocketProtocol] = offer
            let response = await upgrade.respond(to: HTTPRequest(.get, "/ws", fields: fields))
            #expect(response.status == .switchingProtocols)
            #expect(response.fields[.secWebSocketProtocol] == nil)
        }
    }

    @Test func `only GET is a handshake`() async {
        let response = await answer(.post)
        #expect(response.status == .methodNotAllowed)
        #expect(response.fields[.allow] == "GET, HEAD")
    }
}
