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

    @Test(
        arguments: [
            (":8080", "::", 8080), ("0.0.0.0:80", "0.0.0.0", 80), ("[::1]:9", "::1", 9),
            ("localhost:1", "localhost", 1),
            ("::1", "::1", nil), ("[::1]", "::1", nil), ("127.0.0.1", "127.0.0.1", nil),
        ] as [(String, String, Int?)]
    )
    func `an address may bring its port, as Go writes it`(text: String, host: String, port: Int?) {
        let parts = ListenAddress.parts(text)
        #expect(parts.host == host && parts.port == port)
        #expect(ListenAddress.isValid(parts.host))
    }

    @Test(arguments: ["example.com:80", "127.0.0.1:080", "127.0.0.1:65536", "127.0.0.1:", ":", "::1:x"])
    func `what is none keeps its text, which is refused`(text: String) {
        #expect(!ListenAddress.isValid(ListenAddress.parts(text).host))
    }
}
