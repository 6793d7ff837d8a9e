import Testing

@testable import App

@Suite struct ListenAddressTests {
    @Test(arguments: ["127.0.0.1", "0.0.0.0", "::", "::1", "fe80::1", "::ffff:1.2.3.4", "localhost"])
    func `an address is valid`(host: String) { #expect(ListenAddress.isValid(host)) }

    @Test(arguments: [
        "", ":8080", "example.com", "127.0.0.1:80", "1.2.3", "01.2.3.4", "256.0.0.1", "[::1]", "1.2.3.4 ", "*", ":",
        "127.0.0.01", "127.0.0.1.example.com",
    ])
    func `what is none is refused`(host: String) {
        #expect(!ListenAddress.isValid(host))
    }
}
