import Testing

@testable import HTTP

@Suite struct ProxyHeaderTests {
    private static let signature: [UInt8] = [13, 10, 13, 10, 0, 13, 10, 0x51, 0x55, 0x49, 0x54, 10]

    private func block(_ command: UInt8, _ family: UInt8, _ bytes: [UInt8], length: Int? = nil) -> [UInt8] {
        let length = length ?? bytes.count
        return Self.signature + [command, family, UInt8(length >> 8), UInt8(length & 0xff)] + bytes
    }

    private let four: [UInt8] = [192, 0, 2, 7, 10, 0, 0, 1, 0x1f, 0x90, 1, 0xbb]

    @Test func `addresses of both families are read, and what follows them is skipped`() throws {
        let more: [UInt8] = [0x04, 0, 2, 1, 2]
        let seven = try #require(IPAddress("192.0.2.7"))
        let bytes = block(0x21, 0x11, four + more)
        #expect(ProxyHeader.read(bytes + [1, 2, 3]) == .client(seven, length: bytes.count))
        let six = [UInt8]([0x20, 1, 0x0d, 0xb8]) + [UInt8](repeating: 0, count: 11) + [1]
        let client = try #require(IPAddress("2001:db8::1"))
        #expect(ProxyHeader.read(block(0x21, 0x21, six + six + [0, 1, 0, 2])) == .client(client, length: 52))
    }

    @Test func `a proxy may speak for itself`() {
        #expect(ProxyHeader.read(block(0x20, 0x00, [])) == .own(length: 16))
        #expect(ProxyHeader.read(block(0x20, 0x11, four)) == .own(length: 28))
    }

    @Test func `a client without an address is not the proxy`() {
        #expect(ProxyHeader.read(block(0x21, 0x00, [1, 2, 3])) == .unnamed(length: 19))
        #expect(ProxyHeader.read(block(0x21, 0x31, [UInt8](repeating: 0, count: 216))) == .unnamed(length: 232))
    }

    @Test func `half a header is waited for, byte by byte`() throws {
        for whole in [block(0x21, 0x11, four), Array("PROXY TCP4 192.0.2.7 10.0.0.1 1 2\r\n".utf8)] {
            for count in 0..<whole.count { #expect(ProxyHeader.read(Array(whole.prefix(count))) == .incomplete) }
            let client = try #require(IPAddress("192.0.2.7"))
            #expect(ProxyHeader.read(whole) == .client(client, length: whole.count))
        }
    }

    @Test func `what is no header is malformed`() {
        let bad: [[UInt8]] = [
            block(0x22, 0x11, four), block(0x11, 0x11, four), block(0x21, 0x12, four), block(0x21, 0x11, [1, 2]),
            block(0x21, 0x21, four), block(0x21, 0x31, four), block(0x21, 0x41, four), block(0x20, 0, [], length: 3000),
            [13, 10, 13, 11], Array("GET / HTTP/1.1".utf8), [0x16, 3, 1],
        ]
        for bytes in bad { #expect(ProxyHeader.read(bytes) == .malformed, "\(bytes)") }
    }

    @Test(
        arguments: [
            "PROXY TCP4 192.0.2.7 10.0.0.1 1\r\n", "PROXY TCP4 192.0.2.7 10.0.0.1 1 65536\r\n",
            "PROXY TCP4 192.0.2.7 10.0.0.1 01 2\r\n", "PROXY TCP6 192.0.2.7 10.0.0.1 1 2\r\n",
            "PROXY TCP4 192.0.2.7 10.0.0.1 1 2\n", "PROXY  TCP4 192.0.2.7 10.0.0.1 1 2\r\n",
            "PROXY TCP4 192.0.2.300 10.0.0.1 1 2\r\n", "PROXY\r\n",
        ]
    )
    func `a line of version 1 is read strictly`(line: String) {
        #expect(ProxyHeader.read(Array(line.utf8)) == .malformed)
    }

    @Test func `a line of version 1 may know nothing, and has an end`() {
        #expect(ProxyHeader.read(Array("PROXY UNKNOWN\r\n".utf8)) == .unnamed(length: 15))
        #expect(ProxyHeader.read(Array("PROXY UNKNOWN ff ff 1 2\r\nGET".utf8)) == .unnamed(length: 25))
        #expect(ProxyHeader.read(Array(("PROXY " + String(repeating: "x", count: 200)).utf8)) == .malformed)
    }
}
