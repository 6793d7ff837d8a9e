import Testing

@testable import Platform

@Suite(.blocking) struct HTTPConnectionHeadTests {
    private func request(_ body: String, _ fields: String = "X-A: 1") -> String {
        "POST /echo HTTP/1.1\r\nHost: a\r\n\(fields)\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
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

    @Test func `a known head may come in pieces, and with others before and behind it`() throws {
        let server = try TestServer()
        let client = try TestClient(server.port)
        for _ in 0..<3 {
            client.send(request("start"))
            #expect(client.read(until: "start").hasPrefix("HTTP/1.1 200 OK"))
        }
        for byte in request("bytes").utf8 { client.send([byte]) }
        #expect(client.read(until: "bytes").hasPrefix("HTTP/1.1 200 OK"))
        client.send(request("1") + request("2") + request("3", "X-B: 1") + request("4") + request("done"))
        let answers = client.read(until: "done")
        let bodies = answers.split(separator: "\r\n\r\n").dropFirst().map { $0.prefix { $0 != "H" } }
        #expect(bodies == ["1", "2", "3", "4", "done"])
        server.stop()
    }

    @Test func `a client that never repeats itself is answered all the same`() throws {
        let server = try TestServer()
        let client = try TestClient(server.port)
        for number in 0..<3 * HTTPConnection.headPatience {
            client.send(request("<\(number)>", "X-A: \(number)"))
            #expect(client.read(until: "<\(number)>").hasPrefix("HTTP/1.1 200 OK"))
        }
        server.stop()
    }

    @Test func `what is refused is refused, also behind a head that is known`() throws {
        let server = try TestServer()
        for bad in ["Content-Length: 1", "Transfer-Encoding: chunked", "Host: b", "X-A : 1"] {
            let client = try TestClient(server.port)
            for _ in 0..<3 {
                client.send(request("ok"))
                #expect(client.read(until: "ok").hasPrefix("HTTP/1.1 200 OK"))
            }
            client.send(request("no", bad))
            #expect(client.readAll().hasPrefix("HTTP/1.1 400 "))
        }
        server.stop()
    }
}
