import HTTP
import Testing

@testable import Platform

@Suite(.blocking) struct HTTPConnectionWebSocketTests {
    private func client(_ server: TestServer, fields: String = "") throws -> TestClient {
        try .webSocket(at: server.port, fields: fields)
    }

    @Test func `messages go both ways, and closing ends the connection`() throws {
        let server = try TestServer()
        let client = try client(server)
        client.send(ClientFrame.text("hello").bytes + ClientFrame(opcode: 9, payload: [7]).bytes)
        #expect(client.frames(until: 1).contains(.text("hello")))
        client.send(ClientFrame.close(1000).bytes)
        #expect(client.frames(until: 8).last == .close(1000))
        #expect(client.isClosed())
        client.finish()
        server.stop()
        #expect(server.events.contains("ended"))
    }

    @Test func `frames may come together with the handshake`() throws {
        let server = try TestServer()
        let client = try TestClient(server.port)
        client.send(Array((TestClient.handshake + "\r\n").utf8) + ClientFrame.text("early").bytes)
        #expect(client.read(until: "early").hasSuffix("\r\n\r\n\u{FFFD}\u{5}early"))
        client.finish()
        server.stop()
    }

    @Test func `HTTP 1.0 cannot upgrade`() throws {
        let server = try TestServer()
        let client = try TestClient(server.port)
        client.send(TestClient.handshake.replacing("HTTP/1.1", with: "HTTP/1.0") + "\r\n")
        #expect(client.readAll().contains(" 426 "))
        server.stop()
    }

    @Test func `a handler that has finished closes with 1000`() throws {
        let server = try TestServer()
        let client = try client(server)
        client.send(ClientFrame.text("bye").bytes)
        #expect(client.frames(until: 8) == [.close(1000)])
        client.send(ClientFrame.close(1000).bytes)
        #expect(client.isClosed())
        client.finish()
        server.stop()
    }

    @Test func `one that is over at once, and whose client stays, is no request that waits`() throws {
        let server = try TestServer(routes: [
            .any("/over", WebSocketUpgrade(subprotocol: "test", compresses: false) { _, _ in })
        ])
        let client = try TestClient(server.port)
        client.send(TestClient.handshake.replacing("GET /ws ", with: "GET /over ") + "\r\n")
        #expect(client.read(until: "\u{3}\u{FFFD}").contains(" 101 "))
        #expect(server.reports { $0.connections == 1 && $0.requests == 0 })
        server.stop()
    }

    @Test func `a draining server closes with 1001`() throws {
        let server = try TestServer()
        let client = try client(server)
        client.send(ClientFrame.text("here").bytes)
        _ = client.frames(until: 1)
        server.server.drain()
        #expect(client.frames(until: 8).last == .close(1001))
        client.send(ClientFrame.close(1001).bytes)
        #expect(client.isClosed())
        client.finish()
        server.stop()
    }

    @Test func `a peer that does not answer a close is cut off`() throws {
        let server = try TestServer()
        let client = try client(server)
        client.send(ClientFrame.text("bye").bytes)
        #expect(client.frames(until: 8) == [.close(1000)])
        #expect(client.isClosed())
        server.stop()
    }

    @Test func `a peer that gives no sign of life is cut off`() throws {
        let server = try TestServer { $0.limits.commentInterval = .milliseconds(500) }
        let client = try client(server)
        #expect(client.frames(until: 9) == [ServerFrame(opcode: 9, payload: [])])
        client.send(ClientFrame(opcode: 10).bytes)
        #expect(client.frames(until: 9) == [ServerFrame(opcode: 9, payload: [])])
        #expect(client.isClosed())
        server.stop()
    }

    @Test func `a client that leaves cancels what was at work`() throws {
        let server = try TestServer()
        do {
            let client = try client(server)
            client.send(ClientFrame.text("wait").bytes + ClientFrame.text("x").bytes)
            client.send(ClientFrame(opcode: 9).bytes)
            _ = client.frames(until: 10)
        }
        #expect(server.events.contains("cancelled"))
        server.stop()
    }

    @Test func `a client that does not read holds its sender back`() throws {
        let server = try TestServer()
        let client = try client(server)
        client.send(ClientFrame.text("much").bytes)
        client.send(ClientFrame.text("after").bytes)
        #expect(server.events.contains("sent"))
        #expect(server.events.settled < 100)
        let frames = client.frames(until: 8, orCount: 101)
        #expect(frames.count == 101)
        #expect(frames.last == .text("after"))
        client.finish()
        server.stop()
    }

    @Test func `a message that does not end is 1008 at its deadline, whatever else comes`() throws {
        let server = try TestServer { $0.limits.requestTime = .milliseconds(400) }
        let client = try client(server)
        client.send(ClientFrame.text("whole").bytes)
        #expect(client.frames(until: 1) == [.text("whole")])
        client.send(ClientFrame.text("begin", isLast: false).bytes)
        let breath = ClientFrame.more("", isLast: false).bytes + ClientFrame(opcode: 10).bytes
        // A clock that each frame wound up would run for as long as they come.
        for _ in 0..<1000 where !client.hears(within: 20) { client.send(breath) }
        #expect(client.frames(until: 8) == [.close(1008)])
        client.send(ClientFrame.close(1008).bytes)
        #expect(client.isClosed())
        server.stop()
    }

    @Test func `between messages no clock runs`() throws {
        let server = try TestServer { $0.limits.requestTime = .milliseconds(200) }
        let client = try client(server)
        client.send(ClientFrame.text("a", isLast: false).bytes + ClientFrame.more("b").bytes)
        #expect(client.frames(until: 1) == [.text("ab")])
        #expect(!client.hears(within: 700))
        client.send(ClientFrame.text("c").bytes)
        #expect(client.frames(until: 1) == [.text("c")])
        client.finish()
        server.stop()
    }

    @Test func `messages count as memory in flight`() throws {
        let server = try TestServer { $0.limits.memory = 300_000 }
        let client = try client(server)
        client.send(ClientFrame(opcode: 1, payload: [UInt8](repeating: 0x61, count: 1_000_000)).bytes)
        #expect(client.isClosed())
        server.stop()
    }

    @Test func `a message beyond the body's limit is 1009`() throws {
        let server = try TestServer { $0.limits.body = 1000 }
        let client = try client(server)
        client.send(ClientFrame(opcode: 1, payload: [UInt8](repeating: 0x61, count: 1001)).bytes)
        #expect(client.frames(until: 8).map { Array($0.payload.prefix(2)) } == [[0x03, 0xf1]])
        client.finish()
        server.stop()
    }

    @Test func `compression is agreed on and used`() throws {
        let server = try TestServer()
        let offer = "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n"
        let client = try client(server, fields: offer)
        let long = [UInt8](repeating: 0x61, count: 100_000)
        let compressed = try #require(Deflater(windowBits: 15)?.deflate(long))
        client.send(ClientFrame(opcode: 1, payload: compressed, bits: 4).bytes)
        let answer = try #require(client.frames(until: 1).last)
        #expect(answer.bits == 4)
        #expect(Inflater()?.inflate(answer.payload, limit: 100_000) == .bytes(long))
        client.finish()
        server.stop()
    }
}
