import Testing

@Suite(.blocking) struct HTTPConnectionInputTests {
    @Test func `pipelined requests are answered in order`() throws {
        let server = try TestServer()
        let client = try TestClient(server.port)
        client.send(
            "GET /wait?50 HTTP/1.1\r\nHost: a\r\n\r\nPOST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc"
                + "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
                + "2\r\nde\r\n1\r\nf\r\n0\r\n\r\n"
        )
        let answers = client.readAll()
        let bodies = answers.components(separatedBy: "\r\n\r\n").dropFirst().map { $0.prefix { $0 != "H" } }
        #expect(bodies == ["waited", "abc", "def"])
        server.stop()
    }

    @Test func `requests that come byte by byte are the same requests`() throws {
        let server = try TestServer()
        let client = try TestClient(server.port)
        for fields in ["", "Connection: close\r\n"] {
            let head = "POST /echo HTTP/1.1\r\nHost: a\r\n\(fields)Transfer-Encoding: chunked\r\n\r\n"
            for byte in (head + "2\r\nhi\r\n0\r\n\r\n").utf8 { client.send([byte]) }
        }
        #expect(client.readAll().components(separatedBy: "hi").count == 3)
        server.stop()
    }

    @Test func `a client that finishes with its request is answered, however the bytes come`() throws {
        let server = try TestServer()
        let (other, client) = (try TestClient(server.port), try TestClient(server.port))
        let head = "POST /big?5 HTTP/1.1\r\nHost: a\r\nContent-Length: 65480\r\n\r\n"
        let request = head + String(repeating: "a", count: 65480)
        // As long as one read takes in; while the loop is held, the end arrives as well.
        #expect(request.utf8.count == 65536)
        other.send("GET /block HTTP/1.1\r\nHost: a\r\n\r\n")
        client.send(request)
        client.finish()
        #expect(client.readAll().hasSuffix("xxxxx"))
        server.stop()
    }

    @Test func `a client that waits for 100 gets it`() throws {
        let server = try TestServer()
        let client = try TestClient(server.port)
        client.send("POST /echo HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n")
        #expect(client.read(until: "\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n")
        client.send("hi")
        #expect(client.read(until: "hi").hasPrefix("HTTP/1.1 200 OK\r\n"))
        server.stop()
    }

    @Test(arguments: [
        ("GET /\(String(repeating: "a", count: 20_000)) HTTP/1.1\r\nHost: a\r\n\r\n", 414),
        ("GET / HTTP/1.1\r\nHost: a\r\nX: \(String(repeating: "a", count: 20_000))\r\n\r\n", 431),
        ("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999\r\n\r\n", 413),
        ("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nfffffff\r\n", 413),
        ("POST /echo HTTP/1.1\r\nHost: a\r\nExpect: magic\r\nContent-Length: 2\r\n\r\n", 417),
        ("GET / HTTP/3.0\r\nHost: a\r\n\r\n", 505), ("\u{16}\u{3}\u{1}\u{2}", 400),
    ])
    func `what is refused is answered and closed`(request: String, status: Int) throws {
        let server = try TestServer()
        let client = try TestClient(server.port)
        client.send(request)
        let answer = client.readAll()
        #expect(answer.hasPrefix("HTTP/1.1 \(status) "))
        #expect(answer.contains("Connection: close\r\n"))
        server.stop()
    }

    @Test(arguments: ["Content-Length: 4000000", "Transfer-Encoding: chunked"])
    func `a large body is not read where its head is refused`(framing: String) throws {
        let server = try TestServer()
        let client = try TestClient(server.port)
        client.send("POST /guarded HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n\(framing)\r\n\r\n")
        let answer = client.readAll()
        #expect(answer.hasPrefix("HTTP/1.1 401 "))
        #expect(answer.contains("Connection: close\r\n"))
        let known = try TestClient(server.port)
        known.send("POST /guarded HTTP/1.1\r\nHost: a\r\nAuthorization: a\r\nContent-Length: 70000\r\n\r\n")
        known.send([UInt8](repeating: 0x61, count: 70_000))
        #expect(known.read(until: String(repeating: "a", count: 70_000)).hasPrefix("HTTP/1.1 200 "))
        server.stop()
    }

    @Test func `a small body is read before anybody is refused`() throws {
        let server = try TestServer()
        let client = try TestClient(server.port)
        client.send("POST /guarded HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi")
        #expect(client.read(until: "hi").hasPrefix("HTTP/1.1 200 "))
        server.stop()
    }

    @Test func `a client that sends all the same reads why it was refused`() throws {
        let server = try TestServer()
        let client = try TestClient(server.port)
        client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 9000000\r\n\r\n")
        client.send([UInt8](repeating: 0x61, count: 9_000_000))
        #expect(client.readAll().hasPrefix("HTTP/1.1 413 "))
        server.stop()
    }
}

extension String {
    fileprivate func components(separatedBy separator: String) -> [Substring] {
        var parts: [Substring] = []
        var rest = self[...]
        while let range = rest.firstRange(of: separator) {
            parts.append(rest[..<range.lowerBound])
            rest = rest[range.upperBound...]
        }
        return parts + [rest]
    }
}
