@testable import CEL
import Testing

@Suite struct IPNetworkTests {
    @Test func `a network holds its addresses`() throws {
        let network = try #require(IPNetwork("10.1.2.3/8"))
        #expect(network.contains(try #require(IPAddress("10.255.0.1"))))
        #expect(!network.contains(try #require(IPAddress("11.0.0.1"))))
        #expect(!network.contains(try #require(IPAddress("::1"))))
        #expect(network.masked.text == "10.0.0.0/8")
    }

    @Test func `networks of no bits and of all of them`() throws {
        #expect(try #require(IPNetwork("::/0")).contains(try #require(IPAddress("ff02::1"))))
        #expect(try #require(IPNetwork("1::2/0")).masked.text == "::/0")
        #expect(try #require(IPNetwork("1::2/128")).masked.text == "1::2/128")
        #expect(try #require(IPNetwork("1.2.3.4/0")).masked.text == "0.0.0.0/0")
    }

    @Test(arguments: [
        "", "1.2.3.4", "1.2.3.4/", "1.2.3.4/33", "1.2.3.4/-1", "1.2.3.4/+1", "::/129", "1.2.3.4/08", "/8",
    ])
    func `what is no network is refused`(text: String) {
        #expect(IPNetwork(text) == nil)
    }
}
