import Testing

@testable import JSONSchema

@Suite struct NetworkFormatsTests {
    @Test(arguments: [
        ("::", true), ("::1", true), ("1::", true), ("1:2:3:4:5:6:7:8", true), ("1::3:4:5:6:7:8", true),
        ("::ffff:127.0.0.1", true),
        ("1:2:3:4:5:6:127.0.0.1", true), ("", false), (":", false), (":::", false), ("1::2::3", false),
        ("1:2:3:4:5:6:7", false),
        ("1:2:3:4:5:6:7:8:9", false), ("1:2:3:4:5:6:7::8", false), ("12345::", false), ("::g", false),
        (":1:2:3:4:5:6:7", false),
        ("127.0.0.1", false), ("fe80::1%eth0", false), ("::127.0.0.256", false), ("1:127.0.0.1::", false),
    ])
    func `an IPv6 address`(text: String, isRight: Bool) { #expect(NetworkFormats.isIPv6(text.utf8[...]) == isRight) }

    @Test(arguments: [
        ("a@example.com", true), ("a.b+c@example.com", true), ("\"a b\"@example.com", true), ("a@[127.0.0.1]", true),
        ("a@[IPv6:::1]", true),
        ("a", false), ("@example.com", false), ("a@", false), (".a@example.com", false), ("a..b@example.com", false),
        ("a b@example.com", false),
        ("\"a\"b\"@example.com", false), ("a@[127.0.0.300]", false),
    ])
    func `an e-mail address`(text: String, isRight: Bool) { #expect(NetworkFormats.isEmail(text) == isRight) }

    @Test(arguments: [
        ("example.com", true), ("a-b.c", true), ("xn--nxasmq6b", true), ("", false), ("-a", false), ("a-", false),
        ("a..b", false),
        ("a_b", false), ("ab--c", false), (String(repeating: "a", count: 64), false), ("é", false),
    ])
    func `a host name`(text: String, isRight: Bool) { #expect(NetworkFormats.isHostname(text.utf8[...]) == isRight) }

    @Test(arguments: [
        ("127.0.0.1", true), ("0.0.0.0", true), ("256.0.0.1", false), ("01.0.0.1", false), ("1.2.3", false),
        ("1.2.3.4.", false),
    ])
    func `an IPv4 address`(text: String, isRight: Bool) { #expect(NetworkFormats.isIPv4(text.utf8[...]) == isRight) }
}
