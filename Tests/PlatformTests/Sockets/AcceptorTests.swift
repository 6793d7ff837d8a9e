import Glibc
import Platform
import Testing

@Suite(.blocking) struct AcceptorTests {
    @Test func `many clients at once are all accepted`() throws {
        let server = try TestServer()
        let clients = try (0..<200).map { _ in try TestClient(server.port) }
        for client in clients { client.send("GET /health HTTP/1.1\r\nHost: a\r\n\r\n") }
        for client in clients { #expect(client.read(until: "ok").hasSuffix("ok")) }
        server.stop()
    }
}
