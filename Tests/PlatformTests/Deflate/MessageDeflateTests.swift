import Testing

@testable import Platform

@Suite struct MessageDeflateTests {
    @Test func `messages of several connections do not meet`() {
        let shared = MessageDeflate()
        let messages = (0..<4).map { [UInt8](repeating: UInt8(0x61 + $0), count: 1000) }
        let compressed = messages.enumerated().map { shared.deflate($1, windowBits: 9 + $0 % 2 * 6) ?? [] }
        for (message, bytes) in zip(messages, compressed).reversed() {
            #expect(shared.inflate(bytes, limit: 1000) == .bytes(message))
        }
    }
}
