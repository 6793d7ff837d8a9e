import HTTP
import Testing

@testable import Auth

@Suite struct DomainPatternTests {
    @Test(arguments: [
        ("example.com", "https://example.com/x", true), ("example.com", "https://EXAMPLE.com:8443", true),
        ("Example.com", "https://example.com", true), ("example.com", "https://badexample.com", false),
        ("example.com", "https://example.com.bad", false), ("example.com", "https://a.example.com", false),
        ("example.com", "https://example.com.", false), ("*.example.com", "https://a.example.com", true),
        ("*.example.com", "https://a.b.example.com", true), ("*.example.com", "https://example.com", false),
        ("*.example.com", "https://badexample.com", false), ("*.example.com", "https://.example.com", false),
        ("example.com:8443", "https://example.com:8443/", true), ("example.com:8443", "https://example.com", false),
        ("example.com:443", "https://example.com", true), ("127.0.0.1", "http://127.0.0.1:99", true),
        ("127.0.0.1", "http://127.1", false), ("[::1]:80", "http://[::1]", true),
        ("example.com", "https://example.com#.evil", true), ("example.com", "https://evil?.example.com", false),
    ])
    func `hosts are compared by label`(pattern: String, url: String, matches: Bool) throws {
        #expect(try #require(DomainPattern(pattern)).matches(try #require(HTTPURL(url))) == matches)
    }

    @Test(arguments: [
        "", "*", "*.", "*.*", "a.*", "https://a.example", "a.example/", "a b", "a.example:", "a.example:x",
        "a@b.example", "*.127.0.0.1", ".example.com", "example.com.", "a.example?", "bücher.example",
    ])
    func `anything but a host is none`(text: String) { #expect(DomainPattern(text) == nil) }
}
