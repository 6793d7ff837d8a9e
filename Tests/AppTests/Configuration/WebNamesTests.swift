import HTTP
import Testing

@testable import App

@Suite struct WebNamesTests {
    @Test(arguments: ["https://a.example", "http://localhost:8080/auth/", "HTTPS://A.example?q#f", "http://[::1]:80/x"])
    func `a URL names a scheme and a host`(text: String) { #expect(HTTPURL(text)?.text == text) }

    @Test(
        arguments: [
            "", "a.example", "ftp://a.example", "https://", "https:///x", "https://user@a.example", "https://a b",
            "https://a.example/ x",
            "https://a.example:99999", "https://a.example:", "https://\u{E9}.example", "https://a.example/\n",
        ]
    )
    func `what is no URL is refused`(text: String) { #expect(HTTPURL(text) == nil) }

    @Test(arguments: [
        ("a.example", true), ("a:80", true), ("[::1]:80", true), ("a:b", false), ("a:+8", false), ("*", false),
        ("a/b", false),
        ("", false),
    ])
    func `a host may have a port`(text: String, isHost: Bool) { #expect((HostPattern(text) != nil) == isHost) }

    @Test func `an origin has no path`() {
        #expect(WebPageOrigin("https://a.example:8443") != nil)
        #expect(WebPageOrigin("https://a.example/") == nil)
        #expect(WebPageOrigin("null") == nil)
    }

    @Test(arguments: [
        ("HTTPS://App.Example:443", "https://app.example"), ("http://a.example:80", "http://a.example"),
        ("http://a.example:443", "http://a.example:443"), ("https://[::1]:8443", "https://[::1]:8443"),
    ])
    func `an origin is understood as browsers write it`(text: String, origin: String) {
        #expect(WebPageOrigin(text)?.text == origin)
        let cors = ConfigurationText("[middleware.cors]\nallow_origins = ['\(text)', '*']").configuration.cors
        #expect(cors?.allowOrigins == [origin, "*"])
    }
}
