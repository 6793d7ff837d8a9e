import Testing

@testable import HTTP

@Suite struct WebSocketKeyTests {
    /// RFC 6455 §1.3.
    @Test func `the paper's example comes out`() {
        #expect(WebSocketKey.accept("dGhlIHNhbXBsZSBub25jZQ==") == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
    }

    @Test(arguments: [
        ("dGhlIHNhbXBsZSBub25jZQ==", true), ("", false), ("dGhlIHNhbXBsZSBub25jZQ", false),
        ("dGhlIHNhbXBsZSBub25jZTE=", false), ("dGhlIHNhbXBsZSBub25j!Q==", false), ("AAAA==", false),
    ])
    func `a key has sixteen bytes`(key: String, isValid: Bool) {
        #expect(WebSocketKey.isValid(key) == isValid)
    }
}
