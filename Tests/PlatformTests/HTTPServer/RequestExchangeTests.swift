import Testing

@Suite(.serialized) struct RequestExchangeTests {
    @Test func `a handler that is late is answered for, and its own answer goes nowhere`() throws {
        let server = try TestServer()
        let client = try TestClient(server.port)
        client.send("GET /late HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(client.read(until: "}").hasSuffix(#"{"error":"late"}"#))
        client.send("GET /wait?600 HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(client.read(until: "waited").hasSuffix("\r\n\r\nwaited"))
        #expect(server.events.contains("was cancelled"))
        server.stop()
    }

    @Test func `a stream without an end hears that the server stops, and ends well`() throws {
        let server = try TestServer()
        let client = try TestClient(server.port)
        client.send("GET /listen HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(client.read(until: "begin").contains("data: begin"))
        server.stop()
        #expect(client.readAll().hasSuffix("data: end\n\n\r\n0\r\n\r\n"))
    }

    @Test func `a handler that holds its loop is reported`() throws {
        let server = try TestServer()
        let client = try TestClient(server.port)
        client.send("GET /block HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(client.read(until: "done").hasSuffix("done"))
        #expect(server.events.contains("stalled"))
        server.stop()
    }
}
