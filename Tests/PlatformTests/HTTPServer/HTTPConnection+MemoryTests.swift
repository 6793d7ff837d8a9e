import HTTP
import Platform
import Testing

@Suite(.blocking) struct HTTPConnectionMemoryTests {
    private let mebibyte = 1 << 20

    /// One that bears 16 MiB, and bodies of one.
    private func server() throws -> TestServer {
        try TestServer {
            $0.limits.memory = 16 << 20
            $0.limits.body = 1 << 20
        }
    }

    /// Clients that have sent all of their body but the last byte, one after the other; the server has read it, or has
    /// refused it.
    private func crowd(from hosts: [UInt8], at server: TestServer) throws -> [TestClient] {
        var crowd: [TestClient] = []
        for host in hosts {
            let client = try TestClient(server.port, from: host)
            client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: \(mebibyte)\r\n\r\n")
            client.send([UInt8](repeating: 0x61, count: mebibyte - 1))
            crowd.append(client)
            // What one takes that is refused is counted until it is.
            #expect(server.reports { $0.memory >= crowd.count { !$0.hears(within: 0) } * (mebibyte - 1) })
        }
        return crowd
    }

    private func status(_ server: TestServer, from host: UInt8, sending count: Int) throws -> String {
        let client = try TestClient(server.port, from: host)
        client.send("POST /echo HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: \(count)\r\n\r\n")
        client.send([UInt8](repeating: 0x61, count: count))
        return String(client.readAll().prefix(12))
    }

    @Test func `bodies of one address do not take the memory of others`() throws {
        let server = try server()
        var crowd = try crowd(from: Array(repeating: 2, count: 8), at: server)
        // A quarter of the memory, and a little for what bodies have beyond their length.
        let refused = crowd.filter { $0.hears(within: 500) }
        #expect(4...5 ~= refused.count)
        for client in refused {
            let answer = client.readAll()
            #expect(answer.hasPrefix("HTTP/1.1 503 ") && answer.contains("Retry-After: 1\r\n"))
        }
        #expect(try status(server, from: 2, sending: mebibyte) == "HTTP/1.1 503")
        #expect(try status(server, from: 1, sending: mebibyte) == "HTTP/1.1 200")
        #expect(try status(server, from: 2, sending: 3) == "HTTP/1.1 200")
        crowd = []
        server.stop()
    }

    @Test func `however many addresses there are, small requests are answered`() throws {
        let server = try server()
        var crowd = try crowd(from: (0..<24).map { UInt8(2 + $0 / 4) }, at: server)
        #expect(server.server.report.memory > 13 << 20)
        #expect(try status(server, from: 1, sending: mebibyte) == "HTTP/1.1 503")
        #expect(try status(server, from: 1, sending: 20_000) == "HTTP/1.1 200")
        #expect(crowd.contains { $0.hears(within: 0) })
        crowd = []
        server.stop()
    }

    @Test func `what was held is given back`() throws {
        let server = try server()
        var crowd = try crowd(from: Array(repeating: 2, count: 4), at: server)
        #expect(crowd.count == 4 && server.reports { $0.memory > 2 << 20 })
        crowd = []
        #expect(server.reports { $0.memory == 0 })
        #expect(try status(server, from: 2, sending: mebibyte) == "HTTP/1.1 200")
        server.stop()
    }
}
