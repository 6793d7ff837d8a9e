import HTTP
import Testing

@testable import Platform

@Suite(.blocking) struct HTTPConnectionPreludeTests {
    private let request = "GET /health HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"

    private func start(_ trusted: String, _ change: (inout HTTPServerSettings) -> Void = { _ in }) throws -> TestServer
    {
        try TestServer { settings in
            settings.proxyProtocol = [CIDR(trusted)].compactMap(\.self)
            change(&settings)
        }
    }

    @Test func `a request behind a header is answered, in one piece or in two`() throws {
        let server = try start("127.0.0.0/8")
        let one = try TestClient(server.port)
        one.send("PROXY TCP4 192.0.2.7 10.0.0.1 1 2\r\n" + request)
        #expect(one.readAll().hasPrefix("HTTP/1.1 200"))
        let two = try TestClient(server.port)
        two.send("PROXY UNKNOWN")
        two.send("\r\n")
        two.send(request)
        #expect(two.readAll().hasPrefix("HTTP/1.1 200"))
        server.stop()
    }

    @Test func `without a header, and from elsewhere, nothing is answered`() throws {
        let server = try start("127.0.0.0/8") { $0.limits.handshakeTime = .milliseconds(200) }
        let without = try TestClient(server.port)
        without.send(request)
        #expect(without.isClosed())
        let silent = try TestClient(server.port)
        #expect(silent.isClosed())
        #expect(server.server.report.refusals["handshake"] == 2)
        server.stop()
        let other = try start("10.0.0.0/8")
        let stranger = try TestClient(other.port)
        stranger.send("PROXY UNKNOWN\r\n" + request)
        #expect(stranger.isClosed())
        other.stop()
    }

    @Test func `connections are counted by client`() throws {
        let server = try start("127.0.0.1") { $0.limits.connectionsPerAddress = 1 }
        var held: [TestClient] = []
        for (client, status) in [("192.0.2.7", 200), ("192.0.2.8", 200), ("192.0.2.8", 503)] {
            let connection = try TestClient(server.port)
            connection.send("PROXY TCP4 \(client) 10.0.0.1 1 2\r\nGET /health HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(connection.read(until: "\r\n\r\n").hasPrefix("HTTP/1.1 \(status)"))
            held.append(connection)
        }
        #expect(server.server.report.connections == 2)
        server.stop()
    }
}
