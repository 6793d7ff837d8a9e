import Testing

@testable import Platform

@Suite(.blocking) struct HealthProbeTests {
    @Test func `a server that is well says so`() throws {
        let server = try TestServer()
        #expect(HealthProbe.ask(host: "127.0.0.1", port: server.port) == .status(200))
        #expect(HealthProbe.ask(host: "0.0.0.0", port: server.port) == .status(200))
        server.stop()
        #expect(HealthProbe.ask(host: "localhost", port: server.port) == .none("connection refused"))
    }

    @Test func `a host that is no address has no health`() {
        #expect(HealthProbe.ask(host: "example", port: 1) == .none("'example' is no address"))
    }
}
