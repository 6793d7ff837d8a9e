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

    @Test func `a name holds bytes of tokens only, wherever they stand`() {
        for byte in UInt8.min...UInt8.max where byte != UInt8(ascii: ":") {
            for place in [0, 1, 7, 8, 9, 15, 18] {
                var name = [UInt8](repeating: UInt8(ascii: "n"), count: 19)
                name[place] = byte
                let text = Array("GET / HTTP/1.1\r\nHost: a\r\n".utf8) + name + Array(": value\r\n\r\n".utf8)
                let fields: HTTPFields? =
                    if case .complete(let head, _) = RequestParser().parse(text, from: 0) { head.fields } else { nil }
                #expect((fields != nil) == byte.isToken, "byte \(byte) at \(place)")
                guard byte.isToken, let name = HTTPFieldName(String(decoding: name, as: UTF8.self)) else { continue }
                #expect(fields?[name] == "value")
            }
        }
    }

    @Test func `a value holds no control characters but tabs, wherever they stand`() {
        for byte in UInt8.min...UInt8.max where byte != 0x0a && byte != 0x0d {
            for place in 0..<18 {
                var value = [UInt8](repeating: UInt8(ascii: "v"), count: 19)
                value[place] = byte
                let text = Array("GET / HTTP/1.1\r\nHost: a\r\nX: !".utf8) + value + Array("\r\n\r\n".utf8)
                let fields: HTTPFields? =
                    if case .complete(let head, _) = RequestParser().parse(text, from: 0) { head.fields } else { nil }
                #expect((fields != nil) == !byte.isControl, "byte \(byte) at \(place)")
                if let fields { #expect(fields.bytes(of: "X").map(Array.init) == [UInt8(ascii: "!")] + value) }
            }
        }
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
