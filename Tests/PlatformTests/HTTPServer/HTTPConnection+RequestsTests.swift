import Platform
import Testing

@Suite(.blocking) struct HTTPConnectionRequestsTests {
    @Test func `a client that leaves cancels its request`() throws {
        let server = try TestServer()
        do {
            let client = try TestClient(server.port)
            client.send("GET /wait?60000 HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(server.events.contains("began"))
        }
        #expect(server.events.contains("cancelled"))
        server.stop()
    }

    @Test func `a client that has finished sending cancels its request, too`() throws {
        let server = try TestServer()
        let client = try TestClient(server.port)
        client.send("GET /wait?60000 HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(server.events.contains("began"))
        client.finish()
        #expect(server.events.contains("cancelled"))
        server.stop()
    }

    @Test func `a stream comes in chunks and ends`() throws {
        let server = try TestServer()
        let client = try TestClient(server.port)
        client.send("GET /stream?20 HTTP/1.1\r\nHost: a\r\n\r\n")
        let answer = client.read(until: "0\r\n\r\n")
        #expect(answer.contains("Content-Type: text/event-stream\r\n"))
        #expect(answer.hasSuffix("\r\n\r\n9\r\ndata: 1\n\n\r\n9\r\ndata: 2\n\n\r\n0\r\n\r\n"))
        server.stop()
    }

    @Test func `an old client gets a stream that ends with the connection`() throws {
        let server = try TestServer()
        let client = try TestClient(server.port)
        client.send("GET /stream?20 HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
        #expect(client.readAll().hasSuffix("\r\n\r\ndata: 1\n\ndata: 2\n\n"))
        server.stop()
    }

    @Test func `a silent stream shows that it is alive`() throws {
        let server = try TestServer { $0.limits.commentInterval = .milliseconds(100) }
        let client = try TestClient(server.port)
        client.send("GET /stream?500 HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(client.read(until: "data: 2").contains("3\r\n:\n\n\r\n"))
        server.stop()
    }

    @Test func `a client that leaves a stream cancels it`() throws {
        let server = try TestServer()
        do {
            let client = try TestClient(server.port)
            client.send("GET /stream?60000 HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(client.read(until: "data: 1").contains("data: 1"))
        }
        #expect(server.events.contains("cancelled"))
        server.stop()
    }

    @Test func `a stream whose reader has gone before its first byte does not go on`() throws {
        let server = try TestServer()
        let (other, client) = (try TestClient(server.port), try TestClient(server.port))
        // While the loop is held, the request and the reset both arrive.
        other.send("GET /block HTTP/1.1\r\nHost: a\r\n\r\n")
        client.send("GET /stream?60000 HTTP/1.1\r\nHost: a\r\n\r\n")
        client.reset()
        #expect(other.read(until: "done").hasSuffix("done"))
        other.send("GET /health HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(other.read(until: "ok").hasSuffix("ok"))
        #expect(!server.events.all.contains("streaming") || server.events.contains("cancelled"))
        server.stop()
    }

    @Test func `HEAD has the head of GET and no body`() throws {
        let server = try TestServer()
        let client = try TestClient(server.port)
        client.send("HEAD /health HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        let answer = client.readAll()
        #expect(answer.contains("Content-Length: 2\r\n"))
        #expect(answer.hasSuffix("\r\n\r\n"))
        server.stop()
    }

    @Test func `a request beyond the limit is told to come again`() throws {
        let server = try TestServer { $0.limits.requests = 1 }
        let (first, second) = (try TestClient(server.port), try TestClient(server.port))
        first.send("GET /listen HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(server.reports { $0.requests == 1 })
        second.send("GET /wait?1 HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(second.read(until: "}").hasPrefix("HTTP/1.1 503 "))
        first.reset()
        #expect(server.reports { $0.requests == 0 })
        second.send("GET /wait?1 HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(second.read(until: "waited").hasSuffix("waited"))
        server.stop()
    }
}
