import Testing

@testable import HTTP

@Suite struct HeadCursorTests {
    @Test func `the request line is read up to its end`() throws {
        let text = Array("OPTIONS * HTTP/1.0\r\nHost".utf8)
        var cursor = HeadCursor(text, from: 0, limit: 100)
        let line = try cursor.requestLine()
        #expect(line.method == .options)
        #expect(line.target.path == "*")
        #expect(line.isHTTP10)
        #expect(cursor.index == 20)
    }

    @Test func `every byte that no target may hold is refused`() {
        let allowed = Set("-._~:/?[]@!$&'()*+,;=%0123456789".utf8)
        for byte in UInt8.min...UInt8.max where byte != 0x20 {
            let letter = byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7a && byte < 128 && byte >= 0x41
            let text = Array("GET /".utf8) + [byte] + Array(" HTTP/1.1\r\nHost: a\r\n\r\n".utf8)
            let isRead = if case .complete = RequestParser().parse(text, from: 0) { true } else { false }
            #expect(isRead == (letter || allowed.contains(byte)), "byte \(byte)")
        }
    }
}
