internal import CUV
import Testing

@testable import Platform

@Suite struct SocketAddressTests {
    @Test(arguments: [
        ("127.0.0.1", "127.0.0.1"), ("::1", "::1"), ("localhost", "127.0.0.1"), ("::ffff:10.0.0.7", "10.0.0.7"),
        ("fe80::1", "fe80::1"),
    ])
    func `an address survives the way through the system`(host: String, text: String) throws {
        let (address, _) = try #require(SocketAddress.make(host: host, port: 8080))
        #expect(SocketAddress.text(address) == text)
        #expect(SocketAddress.port(address) == 8080)
    }

    @Test(arguments: ["", "example.com", "1.2.3", "256.1.1.1", "::g"])
    func `a name is no address`(host: String) {
        #expect(SocketAddress.make(host: host, port: 1) == nil)
    }
}
