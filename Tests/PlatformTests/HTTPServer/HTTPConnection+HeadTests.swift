import Testing

@testable import Platform

@Suite(.blocking) struct HTTPConnectionHeadTests {
    private func request(_ body: String, _ fields: String = "X-A: 1") -> String {
        "POST /echo HTTP/1.1\r\nHost: a\r\n\(fields)\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
    }

    private func repeatHead(_ client: TestClient) throws {
        for _ in 0..<3 {
            client.send(request("start"))
            #expect(client.read(until: "start").hasPrefix("HTTP/1.1 200 OK"))
        }
    }

    @Test func `requests that repeat their head are told apart by their bodies`() throws {
        let server = try TestServer()
        let client = try TestClient(server.port)
        for body in ["one", "two", "six", "seven", "eight", "b\r\n\r\nc"] {
            client.send(request(body))
            #expect(client.read(until: body).hasSuffix("\r\n\r\n\(body)"))
        }
        server.stop()
    }

    @Test func `a known head may come in pieces, and is known after that`() throws {
        let server = try TestServer()
        let client = try TestClient(server.port)
        try repeatHead(client)
        #expect(server.reports { $0.memory > 0 })
        for byte in request("bytes").utf8 { client.send([byte]) }
        #expect(client.read(until: "bytes").hasPrefix("HTTP/1.1 200 OK"))
        #expect(server.reports { $0.memory > 0 })
        server.stop()
    }

    @Test func `known heads and others may come together`() throws {
        let server = try TestServer()
        let client = try TestClient(server.port)
        try repeatHead(client)
        client.send(request("1") + request("2") + request("3", "X-B: 1") + request("4") + request("done"))
        let answers = client.read(until: "done")
        let bodies = answers.split(separator: "\r\n\r\n").dropFirst().map { $0.prefix { $0 != "H" } }
        #expect(bodies == ["1", "2", "3", "4", "done"])
        server.stop()
    }

    @Test func `what is remembered is counted, until the client leaves or never repeats itself`() throws {
        let server = try TestServer()
        var client = try TestClient(server.port)
        try repeatHead(client)
        #expect(server.reports { $0.memory > 1000 })
        client = try TestClient(server.port)
        #expect(server.reports { $0.memory == 0 })
        try repeatHead(client)
        for number in 0..<3 * HTTPConnection.headPatience {
            client.send(request("<\(number)>", "X-A: \(number)"))
            #expect(client.read(until: "<\(number)>").hasPrefix("HTTP/1.1 200 OK"))
        }
        #expect(server.reports { $0.memory == 0 })
        try repeatHead(client)
        #expect(server.server.report.memory == 0)
        server.stop()
    }

    @Test func `an event stream needs no head`() throws {
        let server = try TestServer()
        let client = try TestClient(server.port)
        try repeatHead(client)
        let known = server.server.report.memory
        #expect(known > 6 << 10)
        client.send("GET /stream?60000 HTTP/1.1\r\nHost: a\r\n\r\n")
        _ = client.read(until: "data: 1\n\n")
        // What a waiting handler takes is counted, and the head is not.
        #expect(server.reports { 8 << 10 < $0.memory && $0.memory < 9 << 10 })
        server.stop()
    }

    @Test func `where memory is short nothing is remembered, and everybody is answered`() throws {
        let server = try TestServer { $0.limits.memory = 64 << 10 }
        let long = "X-A: \(String(repeating: "a", count: 1500))"
        let clients = try (0..<20).map { _ in try TestClient(server.port) }
        for _ in 0..<4 {
            for client in clients {
                client.send(request("ok", long))
                #expect(client.read(until: "\r\n\r\nok").hasPrefix("HTTP/1.1 200 OK"))
            }
        }
        #expect(server.reports { $0.memory == 0 })
        server.stop()
    }

    @Test func `what is remembered makes room for a body`() throws {
        let server = try TestServer { $0.limits.memory = 1 << 20 }
        let client = try TestClient(server.port)
        try repeatHead(client)
        let memory = server.server.workers[0].load.memory
        #expect(server.reports { $0.memory > 8 << 10 })
        // Others leave a kilobyte.
        let others = memory.limit - memory.reserve - memory.used - 1024
        #expect(memory.take(others))
        client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5000\r\n\r\n")
        client.send([UInt8](repeating: 0x61, count: 4000))
        #expect(server.reports { $0.memory < others + 8 << 10 })
        client.send([UInt8](repeating: 0x62, count: 1000))
        #expect(client.read(until: String(repeating: "b", count: 1000)).hasPrefix("HTTP/1.1 200 OK"))
        memory.giveBack(others)
        server.stop()
    }

    @Test func `what is refused is refused, also behind a head that is known`() throws {
        let server = try TestServer()
        for bad in ["Content-Length: 1", "Transfer-Encoding: chunked", "Host: b", "X-A : 1"] {
            let client = try TestClient(server.port)
            try repeatHead(client)
            client.send(request("no", bad))
            #expect(client.readAll().hasPrefix("HTTP/1.1 400 "))
        }
        server.stop()
    }
}
