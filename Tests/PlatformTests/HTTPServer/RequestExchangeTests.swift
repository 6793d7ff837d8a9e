import HTTP
import Telemetry
import Testing

@testable import JSON
@testable import Platform

@Suite(.blocking) struct RequestExchangeTests {
    @Test(arguments: ["", "?yield"])
    func `a handler that is late is answered for, and its own answer goes nowhere`(query: String) throws {
        let server = try TestServer()
        let client = try TestClient(server.port)
        client.send("GET /late\(query) HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(client.read(until: "}").hasSuffix(#"{"error":"late"}"#))
        client.send("GET /wait?600 HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(client.read(until: "waited").hasSuffix("\r\n\r\nwaited"))
        #expect(server.events.contains("was cancelled"))
        server.stop()
    }

    @Test(arguments: ["", "?stream"])
    func `the clock starts when a handler waits, and not for a stream`(query: String) throws {
        let server = try TestServer()
        let client = try TestClient(server.port)
        client.send("GET /busy\(query) HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(client.read(until: "in time").hasPrefix("HTTP/1.1 200"))
        server.stop()
    }

    @Test func `a stream without an end hears that the server stops, and ends well`() throws {
        let server = try TestServer()
        let client = try TestClient(server.port)
        client.send("GET /listen HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(client.read(until: "begin").contains("data: begin"))
        server.stop()
        #expect(client.readAll().hasSuffix("data: end\n\n\r\n0\r\n\r\n"))
    }

    @Test func `a stream that is stopped ends well`() throws {
        let server = try TestServer()
        let client = try TestClient(server.port)
        client.send("GET /stop HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(client.read(until: "\r\n0\r\n\r\n").hasSuffix("data: end\n\n\r\n0\r\n\r\n"))
        server.stop()
    }

    @Test func `requests of one loop share what messages repeat, until nobody is connected`() throws {
        let text = Array(#"{"client":"one"}"#.utf8)
        let route = Route.get("/repeats") { request in
            let repeats = request.exchange.repeats
            let known = repeats?.object(in: text.span, at: 0)
            for _ in 0..<2 { repeats?.note(JSONObject(), from: text.span, values: 1) }
            return .text(repeats == nil ? "none" : known == nil ? "new" : "known")
        }
        let server = try TestServer(routes: [route])
        let client = try TestClient(server.port)
        client.send("GET /repeats HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(client.read(until: "new").hasSuffix("\r\n\r\nnew"))
        let other = try TestClient(server.port)
        other.send("GET /repeats HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        #expect(other.readAll().hasSuffix("\r\n\r\nknown"))
        client.send("GET /repeats HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        #expect(client.readAll().hasSuffix("\r\n\r\nknown"))
        // The loop takes the next one when it is through with those.
        let last = try TestClient(server.port)
        last.send("GET /repeats HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(last.read(until: "new").hasSuffix("\r\n\r\nnew"))
        server.stop()
    }

    @Test func `how long a handler has taken is known while it answers`() throws {
        let server = try TestServer()
        let client = try TestClient(server.port)
        client.send("GET /age HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(client.read(until: "known").hasSuffix("known"))
        server.stop()
    }

    @Test func `a handler that holds its loop is reported`() throws {
        let server = try TestServer()
        let client = try TestClient(server.port)
        client.send("GET /block HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(client.read(until: "done").hasSuffix("done"))
        #expect(server.events.contains("stalled"))
        server.stop()
    }

    @Test(arguments: [("", "heard", true), ("early", "heard", false), ("late", "unheard", false)])
    func `who is only blamed hears how long a handler took that never waited`(
        waits: String,
        answer: String,
        isTold: Bool
    ) throws {
        let server = try TestServer()
        let client = try TestClient(server.port)
        client.send("GET /blame?\(waits) HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(client.read(until: "heard").hasSuffix("\r\n\r\n\(answer)"))
        // Whoever is told, is told before the server has ended.
        server.stop()
        #expect(server.events.all.contains("took") == isTold)
    }

    @Test func `what is held counts until it is let go of`() throws {
        let worker = HTTPWorker(
            ServerLoad(HTTPServerSettings.Limits(memory: 100)),
            choosing: { Router([]) },
            log: .silent
        )
        let exchange = RequestExchange(worker: worker, id: worker.loop.sockets.reserve(), serial: 1)
        var held = exchange.hold(60)
        #expect(held != nil)
        #expect(exchange.hold(41) == nil)
        held = nil
        #expect(held == nil && exchange.hold(100) != nil)
    }
}

extension HTTPServerSettings.Limits {
    fileprivate init(memory: Int) {
        self.init()
        self.memory = memory
    }
}
