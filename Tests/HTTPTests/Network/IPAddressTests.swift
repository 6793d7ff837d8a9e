import Testing

@testable import HTTP

@Suite struct IPAddressTests {
    @Test(arguments: [
        ("127.0.0.1", "127.0.0.1"), ("255.255.255.255", "255.255.255.255"), ("0.0.0.0", "0.0.0.0"),
        ("::", "::"), ("::1", "::1"), ("1::", "1::"), ("2001:DB8:0:0:0:0:0:1", "2001:db8::1"),
        ("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"), ("1:0:0:2:0:0:0:3", "1:0:0:2::3"),
        ("64:ff9b::192.0.2.33", "64:ff9b::c000:221"), ("::ffff:10.0.0.1", "10.0.0.1"), ("::ffff:a00:1", "10.0.0.1"),
        ("fe80::1", "fe80::1"), ("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"),
    ])
    func `an address is read and written as RFC 5952 does`(text: String, canonical: String) {
        #expect(IPAddress(text)?.description == canonical)
    }

    @Test(arguments: [
        "", "1", "127.1", "0177.0.0.1", "01.2.3.4", "1.2.3.256", "1.2.3.4.5", "1.2.3.", "1.2.3.4:80", "2130706433",
        ":::", "1::2::3", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7:8::", "12345::", "g::", ":1", "1:",
        "[::1]", "fe80::1%eth0", "::1.2.3", "1.2.3.4::", "::ffff:1.2.3.4.5", " ::1", "1:2:3:4:5:6:7:1.2.3.4",
        "localhost", "-1.2.3.4", "+1.2.3.4", "１.2.3.4",
    ])
    func `what is none is refused`(text: String) {
        #expect(IPAddress(text) == nil)
    }

    @Test(arguments: ["192.0.2.1", "2001:db8::1", "::1", "ff02::1:2"])
    func `the bytes of an address are the address`(text: String) throws {
        let address = try #require(IPAddress(text))
        #expect(IPAddress(bytes: address.bytes) == address)
        #expect(IPAddress(bytes: address.bytes + [0]) == nil && IPAddress(bytes: [] as [UInt8]) == nil)
    }

    @Test func `IPv4 in IPv6 clothes is IPv4`() throws {
        let address = try #require(IPAddress("::ffff:192.0.2.1"))
        #expect(address == IPAddress("192.0.2.1"))
        #expect(address.isIPv4 && address.bytes == [192, 0, 2, 1])
    }

    @Test func `a site is an address of IPv4 and a network of IPv6`() throws {
        #expect(IPAddress("192.0.2.1")?.site == IPAddress("192.0.2.1"))
        #expect(IPAddress("2001:db8:1:2:3:4:5:6")?.site == IPAddress("2001:db8:1:2::"))
    }

    @Test(arguments: [
        ("127.0.0.1", true), ("127.9.9.9", true), ("::1", true), ("::ffff:127.0.0.1", true), ("128.0.0.1", false),
    ])
    func `loopback is known`(text: String, isLoopback: Bool) {
        #expect(IPAddress(text)?.isLoopback == isLoopback)
    }

    @Test func `no text makes it trap`() {
        var generator = SystemRandomNumberGenerator()
        let alphabet = Array("0123456789abcdef:.:.::f".utf8)
        for _ in 0..<20_000 {
            let text = (0..<Int.random(in: 0...45, using: &generator)).compactMap { _ in
                alphabet.randomElement(using: &generator)
            }
            if let address = IPAddress(text) { #expect(IPAddress(address.description) == address) }
        }
    }
}
