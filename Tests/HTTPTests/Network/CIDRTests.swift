import HTTP
import Testing

@Suite struct CIDRTests {
    @Test(arguments: [
        ("10.0.0.0/8", "10.255.0.1", true), ("10.0.0.0/8", "11.0.0.1", false), ("10.0.0.0/8", "::ffff:10.0.0.1", true),
        ("192.0.2.7", "192.0.2.7", true), ("192.0.2.7", "192.0.2.8", false), ("192.0.2.7/32", "192.0.2.7", true),
        ("0.0.0.0/0", "8.8.8.8", true), ("0.0.0.0/0", "::1", false), ("::/0", "::1", true), ("::/0", "8.8.8.8", false),
        ("2001:db8::/32", "2001:db8:ffff::1", true), ("2001:db8::/32", "2001:db9::1", false),
        ("2001:db8::/65", "2001:db8::7fff:0:0:1", true), ("2001:db8::/65", "2001:db8::8000:0:0:1", false),
        ("::1", "::1", true), ("::1", "::2", false), ("10.1.2.128/25", "10.1.2.127", false),
    ])
    func `a block holds its addresses`(block: String, address: String, contains: Bool) throws {
        let address = try #require(IPAddress(address))
        #expect(try #require(CIDR(block)).contains(address) == contains)
    }

    @Test(arguments: [
        "1", "", "/8", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/+8", "10.0.0.0/08", "10.0.0.1/8",
        "::ffff:10.0.0.0/8", "::ffff:10.0.0.0/104", "::ffff:10.0.0.1", "2001:db8::1/32", "::/129", "10.0.0.0/8/8",
        "proxy.example", "10.0.0.0/8 ",
    ])
    func `what is no block is refused`(text: String) {
        #expect(CIDR(text) == nil)
    }

    @Test func `it is written as it is read, and everything is known as such`() {
        #expect(CIDR("10.0.0.0/8")?.description == "10.0.0.0/8")
        #expect(CIDR("2001:db8::/32")?.description == "2001:db8::/32")
        #expect(CIDR("0.0.0.0/0")?.isEverything == true)
        #expect(CIDR("::/0")?.isEverything == true)
        #expect(CIDR("128.0.0.0/1")?.isEverything == false)
    }
}
