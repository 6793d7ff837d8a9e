import Testing

@Suite(.serialized) struct HTTPConnectionOutputTests {
    @Test func `an answer larger than any buffer comes whole to a slow reader`() throws {
        let server = try TestServer()
        let client = try TestClient(server.port)
        client.send("GET /big?8000000 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        let answer = client.readAll()
        #expect(answer.utf8.suffix(8_000_000).allSatisfy { $0 == 0x78 })
        #expect(answer.contains("Content-Length: 8000000\r\n"))
        server.stop()
    }

    @Test func `requests behind a large answer wait and are answered`() throws {
        let server = try TestServer()
        let client = try TestClient(server.port)
        let request = "GET /big?900000 HTTP/1.1\r\nHost: a\r\n\r\n"
        client.send(
            String(repeating: request, count: 9) + "GET /health HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
        )
        let answer = client.readAll()
        #expect(answer.utf8.count > 9 * 900_000)
        #expect(answer.hasSuffix("ok"))
        server.stop()
    }
}
