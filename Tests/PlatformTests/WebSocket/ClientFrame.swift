import Testing

/// A frame as a client sends it: masked, unless a test wants it wrong.
struct ClientFrame {
    var opcode: UInt8
    var payload: [UInt8] = []
    var isLast = true
    var bits: UInt8 = 0
    var isMasked = true
    /// Bytes of the length field beyond the first: 0, 2 or 8; `nil` for the shortest.
    var lengthBytes: Int?

    static func text(_ text: String, isLast: Bool = true) -> Self {
        Self(opcode: 1, payload: Array(text.utf8), isLast: isLast)
    }
    static func more(_ text: String, isLast: Bool = true) -> Self {
        Self(opcode: 0, payload: Array(text.utf8), isLast: isLast)
    }
    static func close(_ code: UInt16) -> Self { Self(opcode: 8, payload: [UInt8(code >> 8), UInt8(code & 255)]) }

    var bytes: [UInt8] {
        let size = lengthBytes ?? (payload.count < 126 ? 0 : payload.count < 65_536 ? 2 : 8)
        var bytes = [(isLast ? 0x80 : 0) | bits << 4 | opcode]
        let first = size == 0 ? UInt8(payload.count) : size == 2 ? 126 : 127
        bytes.append((isMasked ? 0x80 : 0) | first)
        for place in (0..<size).reversed() { bytes.append(UInt8(truncatingIfNeeded: payload.count >> (8 * place))) }
        guard isMasked else { return bytes + payload }
        let mask: [UInt8] = [0x37, 0xfa, 0x21, 0x3d]
        return bytes + mask + payload.enumerated().map { $1 ^ mask[$0 % 4] }
    }
}

/// A frame as the server sent it.
struct ServerFrame: Equatable {
    var opcode: UInt8
    var payload: [UInt8]
    var bits: UInt8 = 0

    static func text(_ text: String) -> Self { Self(opcode: 1, payload: Array(text.utf8)) }
    static func close(_ code: UInt16) -> Self { Self(opcode: 8, payload: [UInt8(code >> 8), UInt8(code & 255)]) }

    /// All whole frames in `bytes`; a masked or unfinished one ends the list.
    static func all(in bytes: [UInt8]) -> [Self] {
        var frames: [Self] = []
        var rest = bytes[...]
        while rest.count >= 2 {
            let head = Array(rest.prefix(10))
            var count = Int(head[1])
            var start = 2
            let size = count == 126 ? 2 : count == 127 ? 8 : 0
            if size > 0 {
                guard head.count >= 2 + size else { break }
                count = head[2..<(2 + size)].reduce(0) { $0 << 8 | Int($1) }
                start += size
            }
            guard rest.count >= start + count else { break }
            let payload = Array(rest.dropFirst(start).prefix(count))
            frames.append(Self(opcode: head[0] & 15, payload: payload, bits: head[0] >> 4 & 7))
            rest = rest.dropFirst(start + count)
        }
        return frames
    }
}

extension TestClient {
    static let handshake = """
        GET /ws HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n\
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: test\r\n
        """

    /// One whose handshake has been answered.
    static func webSocket(at port: Int, fields: String = "") throws -> TestClient {
        let client = try TestClient(port)
        client.send(handshake + fields + "\r\n")
        let answer = client.read(until: "\r\n\r\n")
        #expect(answer.hasPrefix("HTTP/1.1 101 Switching Protocols\r\n"))
        #expect(answer.contains("Connection: Upgrade\r\n") && !answer.contains("Content-Length"))
        return client
    }
}
