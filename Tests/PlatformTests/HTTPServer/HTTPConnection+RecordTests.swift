import HTTP
import JSON
import Testing

@testable import Platform

@Suite(.blocking) struct HTTPConnectionRecordTests {
    /// The lines of what a client does, once the server has ended.
    private func lines(
        _ change: (inout HTTPServerSettings) -> Void = { _ in },
        of visit: (TestServer, TestClient) throws -> Void
    ) throws -> [JSONObject] {
        let lines = AccessLogLines()
        let server = try TestServer(accessLog: lines.log, change)
        try visit(server, try TestClient(server.port))
        server.stop()
        return try lines.all()
    }
    private func status(_ line: JSONObject?) -> Int? {
        if case .int(let status)? = line?["http.response.status_code"] { status } else { nil }
    }

    @Test func `each answer has its line, and the name that both carry`() throws {
        var answer = ""
        let lines = try lines { _, client in
            client.send("POST /echo?a=1 HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello")
            answer = client.read(until: "hello")
            client.send("GET /nowhere HTTP/1.1\r\nHost: a\r\n\r\n")
            _ = client.read(until: "}")
        }
        #expect(lines.map(status) == [200, 404])
        let line = try #require(lines.first)
        #expect(line["url.path"] == "/echo" && line["url.query"] == "a=1" && line["client.address"] == "127.0.0.1")
        #expect(line["http.request.body.size"] == 5 && line["http.response.body.size"] == 5)
        let id = try #require(line["request_id"]?.string)
        #expect(id.utf8.count == 13 && answer.contains("\r\nX-Request-Id: \(id)\r\n"))
        #expect(lines.last?["request_id"]?.string != id)
    }

    @Test func `a stream has its line when it ends, with all that was sent`() throws {
        let lines = try lines { _, client in
            client.send("GET /stream?50 HTTP/1.1\r\nHost: a\r\n\r\n")
            _ = client.read(until: "0\r\n\r\n")
        }
        #expect(lines.map(status) == [200])
        #expect(lines.first?["http.response.body.size"] == 18)
        guard case .double(let duration)? = lines.first?["duration"] else { return #expect(Bool(false)) }
        #expect(duration >= 0.05 && duration < 5)
    }

    @Test func `a client that leaves is told from an answer`() throws {
        let lines = try lines { server, client in
            client.send("GET /wait?60000 HTTP/1.1\r\nHost: a\r\n\r\n")
            let stream = try TestClient(server.port)
            stream.send("GET /stream?60000 HTTP/1.1\r\nHost: a\r\n\r\n")
            _ = stream.read(until: "data: 1")
            #expect(server.events.contains("began"))
            stream.reset()
            #expect(server.events.contains("cancelled"))
            client.reset()
        }
        #expect(Set(lines.compactMap(status)) == [499, 200])
        #expect(lines.allSatisfy { $0["error.type"] == "client_left" })
    }

    @Test(arguments: [
        ("GET / HTTP/1.1\r\n\r\n", 400), ("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999\r\n\r\n", 413),
        ("GET /\(String(repeating: "a", count: 20_000)) HTTP/1.1\r\n", 414),
        ("GET / HTTP/1.1\r\nA: \(String(repeating: "a", count: 20_000))\r\n", 431), ("GET / HTT", 408),
        ("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nab", 408),
    ])
    func `what is refused before it is a request is logged too`(text: String, expected: Int) throws {
        var answer = ""
        let lines = try lines({ $0.limits.requestTime = .milliseconds(300) }) { _, client in
            client.send(text)
            answer = client.readAll()
        }
        #expect(lines.map(status) == [expected])
        #expect(lines.first?["http.request.method"]?.string == (text.hasPrefix("POST") ? "POST" : nil))
        #expect(answer.contains(lines.first?["request_id"]?.string ?? "-"))
    }

    @Test func `a call that is late has the status that its client saw`() throws {
        let lines = try lines { server, client in
            client.send("GET /late HTTP/1.1\r\nHost: a\r\n\r\n")
            _ = client.read(until: "late")
            #expect(server.events.contains("was cancelled"))
        }
        #expect(lines.map(status) == [503])
    }

    @Test func `a server that is busy says so in its log`() throws {
        let lines = try lines({ $0.limits.requests = 1 }) { server, client in
            // Until the server stops.
            client.send("GET /listen HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(server.reports { $0.requests == 1 })
            let other = try TestClient(server.port)
            other.send("GET /wait?1 HTTP/1.1\r\nHost: a\r\n\r\n")
            _ = other.read(until: "busy")
        }
        #expect(lines.map(status) == [503, 200])
    }

    @Test func `answers are named without a log`() throws {
        let server = try TestServer()
        let client = try TestClient(server.port)
        client.send("GET /health HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(client.read(until: "ok").contains("\r\nX-Request-Id: "))
        server.stop()
    }
}
