import Testing

@testable import HTTP

@Suite struct AuthorityTests {
    @Test(
        arguments: [
            ("localhost", "localhost", nil), ("LocalHost:8080", "localhost", 8080), ("[::1]:80", "[::1]", 80),
            ("[::1]", "[::1]", nil), ("my_host.example:1", "my_host.example", 1),
            ("localhost:", "localhost", nil), ("[::1]:", "[::1]", nil),
        ] as [(String, String, Int?)]
    )
    func `host and port are read`(text: String, host: String, port: Int?) {
        let authority = Authority(Array(text.utf8)[...])
        #expect(authority?.host == host)
        #expect(authority?.port == port)
    }

    @Test(arguments: [
        "", ":80", ":", "a::", "a:x", "a:70000", "a:123456", "user@host", "a#b", "a/b", "[::1", "[]", "[::1]x", "a b",
        "ä",
        "a:80:90",
    ])
    func `what is no host and port is refused`(text: String) {
        #expect(Authority(Array(text.utf8)[...]) == nil)
    }

    @Test(arguments: [
        ("127.0.0.1", true, true), ("localhost", true, false), ("[::1]", true, true), ("localhost.", false, false),
        ("10.0.0.7", false, true), ("[fe80::1]", false, true), ("1.2.3", false, false), ("2130706433", false, false),
        ("0x7f.0.0.1", false, false), ("127.0.0.1.evil.example", false, false), ("1.2.3.256", false, false),
    ])
    func `loopback names and addresses are known`(text: String, loopback: Bool, address: Bool) {
        let authority = Authority(Array(text.utf8)[...])
        #expect(authority?.isLoopback == loopback)
        #expect(authority?.isAddress == address)
    }

    @Test(arguments: ["null", "ftp://a", "http:/a", "http://", "http://a/b", "a", "HTTP://a"])
    func `what is no web origin is refused`(text: String) {
        #expect(WebOrigin(Array(text.utf8)[...]) == nil)
    }
}
