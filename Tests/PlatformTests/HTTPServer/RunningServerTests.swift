import HTTP
import Telemetry
import Testing

@testable import Platform

@Suite(.blocking) struct RunningServerTests {
    @Test func `it answers until it is stopped`() throws {
        var settings = HTTPServerSettings()
        settings.port = 0
        settings.loops = 1
        let server = try HTTPServer(settings, log: .silent)
        let running = server.start(Router([.get("/health") { _ in .text("ok") }]))
        let client = try TestClient(server.port)
        client.send("GET /health HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(client.read(until: "ok").hasSuffix("ok"))
        running.stop()
        #expect(client.isClosed())
    }
}
