import HTTP
import Testing

@testable import Platform

@Suite(.blocking) struct HTTPConnectionTLSTests {
    private let files: TestCertificates
    private let settings: TLSSettings

    init() throws {
        files = try TestCertificates()
        settings = TLSSettings(files.make("localhost"))
    }

    @Test func `the probe handshakes and is answered`() throws {
        let server = try TestServer(tls: TLSSource(settings))
        #expect(HealthProbe.ask(host: "127.0.0.1", port: server.port, tls: settings) == .status(200))
        let other = TLSSettings(files.make("other"))
        #expect(
            HealthProbe.ask(host: "127.0.0.1", port: server.port, tls: other)
                == .none("it shows a certificate for other names")
        )
        server.stop()
    }

    @Test func `plain HTTP is told what is spoken here`() throws {
        let server = try TestServer(tls: TLSSource(settings))
        let client = try TestClient(server.port)
        client.send("GET /health HTTP/1.1\r\nHost: a\r\n\r\n")
        let answer = client.readAll()
        #expect(answer.hasPrefix("HTTP/1.1 400") && answer.contains("This port speaks HTTPS"))
        #expect(HealthProbe.ask(host: "127.0.0.1", port: server.port) == .status(400))
        server.stop()
    }

    @Test func `what is no handshake is closed, and counted`() throws {
        let server = try TestServer(tls: TLSSource(settings)) { $0.limits.handshakeTime = .milliseconds(200) }
        let garbage = try TestClient(server.port)
        garbage.send([UInt8](repeating: 0, count: 64))
        _ = garbage.readAll()
        let silent = try TestClient(server.port)
        #expect(silent.isClosed())
        #expect(server.server.report.refusals["handshake"] == 2)
        server.stop()
    }

    @Test func `one connection beyond the limit is closed without an answer`() throws {
        let server = try TestServer(tls: TLSSource(settings)) { $0.limits.connections = 1 }
        let first = try TestClient(server.port)
        let second = try TestClient(server.port)
        #expect(second.isClosed())
        withExtendedLifetime(first) {}
        server.stop()
    }
}
