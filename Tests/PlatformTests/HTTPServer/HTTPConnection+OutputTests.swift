import Glibc
import Platform
import Testing

@Suite(.blocking) struct HTTPConnectionOutputTests {
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

    @Test func `requests behind a large answer are answered although their client has finished sending`() throws {
        let server = try TestServer()
        let client = try TestClient(server.port, room: 8192)
        let request = "GET /big?3000000 HTTP/1.1\r\nHost: a\r\n\r\n"
        client.send(String(repeating: request, count: 4) + "GET /health HTTP/1.1\r\nHost: a\r\n\r\n")
        client.finish()
        usleep(100_000)
        let answer = client.readAll()
        let (size, end) = (answer.utf8.count, String(answer.suffix(2)))
        #expect(size > 4 * 3_000_000)
        #expect(end == "ok")
        server.stop()
    }

    @Test func `who takes too little in the write time is cut, and who takes enough is not`() throws {
        let server = try TestServer {
            $0.limits.writeTime = .milliseconds(300)
            $0.limits.writeRate = 100 << 20
        }
        let client = try TestClient(server.port, room: 8192)
        client.send("GET /big?12000000 HTTP/1.1\r\nHost: a\r\n\r\n")
        var count = 0
        while let more = client.readPiece() {
            count += more
            usleep(2000)
        }
        #expect(count < 12_000_000)
        server.stop()
    }
}
