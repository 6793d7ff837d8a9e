/// The two sides of `Sec-WebSocket-Key` (RFC 6455 §1.3): they show that the server has understood, and nothing more.
enum WebSocketKey {
    /// Whether `text` is base64 of 16 bytes.
    static func isValid(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard bytes.count == 24, bytes.suffix(2) == [0x3d, 0x3d] else { return false }
        return bytes.dropLast(2).allSatisfy { alphabet.contains($0) }
    }

    /// `Sec-WebSocket-Accept` for a key (RFC 6455 §4.2.2).
    static func accept(_ key: String) -> String {
        base64(SHA1.digest(of: Array((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").utf8)))
    }

    private static func base64(_ digest: [UInt8]) -> String {
        var text: [UInt8] = []
        for start in stride(from: 0, to: digest.count, by: 3) {
            let group = digest[start..<min(start + 3, digest.count)]
            let bits = group.reduce(0) { $0 << 8 | UInt32($1) } << (8 * UInt32(3 - group.count))
            for place in 0...group.count { text.append(alphabet[Int(bits >> (18 - 6 * UInt32(place))) & 63]) }
            text += [UInt8](repeating: 0x3d, count: 3 - group.count)
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
}
