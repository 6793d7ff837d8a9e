import HTTP
import Platform
import Testing

@Suite(.blocking) struct HTTPConnectionTests {
    @Test func `a slow head, a slow body and an idle connection are cut at their deadlines`() throws {
        let server = try TestServer {
            $0.limits.requestTime = .milliseconds(600)
            $0.limits.idleTime = .milliseconds(600)
        }
        let head = try TestClient(server.port)
        head.send("GET /health HT")
        let body = try TestClient(server.port)
        body.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nab")
        let idle = try TestClient(server.port)
        idle.send("GET /health HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(idle.read(until: "ok").hasSuffix("ok"))
        #expect(head.readAll().hasPrefix("HTTP/1.1 408 Request Timeout\r\n"))
        #expect(body.readAll().hasPrefix("HTTP/1.1 408 Request Timeout\r\n"))
        #expect(idle.isClosed())
        server.stop()
    }

    @Test func `the clock of a request is not wound up by single bytes`() throws {
        let server = try TestServer { $0.limits.requestTime = .milliseconds(400) }
        let client = try TestClient(server.port)
        client.send("GET /health HTTP/1.1\r\nX: ")
        // A clock that each byte wound up would run for as long as they come.
        for _ in 0..<1000 where !client.hears(within: 20) { client.send("a") }
        #expect(client.hears(within: 0))
        #expect(client.readAll().hasPrefix("HTTP/1.1 408 Request Timeout\r\n"))
        server.stop()
    }

    @Test func `a reader that stops reading is cut`() throws {
        let server = try TestServer { $0.limits.writeTime = .milliseconds(300) }
        let client = try TestClient(server.port, room: 64 << 10)
        client.send("GET /big?20000000 HTTP/1.1\r\nHost: a\r\n\r\n")
        client.send("GET /wait?1 HTTP/1.1\r\nHost: a\r\n\r\n")
        // The second request is never begun: the first answer fills every buffer on the way.
        #expect(client.readPiece() ?? 0 > 0)
        #expect(server.reports { $0.connections == 0 })
        #expect(server.events.all.isEmpty)
        #expect(client.readAll().utf8.count < 20_000_000)
        server.stop()
    }

    @Test func `a slow reader of a long answer is not idle`() throws {
        let server = try TestServer { $0.limits.idleTime = .milliseconds(500) }
        let client = try TestClient(server.port, room: 64 << 10)
        client.send("GET /big?20000000 HTTP/1.1\r\nHost: a\r\n\r\n")
        let other = try TestClient(server.port)
        other.send("GET /wait?1200 HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(other.read(until: "waited").hasSuffix("waited"))
        #expect(client.readAll().utf8.count > 20_000_000)
        server.stop()
    }

    @Test func `one connection too many is told so`() throws {
        let server = try TestServer { $0.limits.connections = 1 }
        let first = try TestClient(server.port)
        first.send("GET /health HTTP/1.1\r\nHost: a\r\n\r\n")
        _ = first.read(until: "ok")
        let answer = try TestClient(server.port).readAll()
        #expect(answer.hasPrefix("HTTP/1.1 503 Service Unavailable\r\n"))
        #expect(answer.contains("Retry-After: 1\r\n"))
        server.stop()
    }

    @Test func `one connection too many from one address is told so`() throws {
        let server = try TestServer { $0.limits.connectionsPerAddress = 1 }
        let first = try TestClient(server.port)
        first.send("GET /health HTTP/1.1\r\nHost: a\r\n\r\n")
        _ = first.read(until: "ok")
        #expect(try TestClient(server.port).readAll().hasPrefix("HTTP/1.1 503 "))
        server.stop()
    }

    @Test func `bodies beyond the memory budget are refused and those within are not`() throws {
        let server = try TestServer { $0.limits.memory = 1 << 20 }
        let client = try TestClient(server.port)
        client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3000000\r\n\r\n")
        client.send([UInt8](repeating: 0x61, count: 2_000_000))
        #expect(client.readAll().hasPrefix("HTTP/1.1 503 Service Unavailable\r\n"))
        let small = try TestClient(server.port)
        small.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc")
        #expect(small.read(until: "abc").hasSuffix("abc"))
        server.stop()
    }
}
