import HTTP
import Testing

@Suite struct HTTPURLTests {
    @Test(arguments: [
        "https://a.example", "http://127.0.0.1:8080/keys?x=1", "HTTPS://a.example/#f", "http://[::1]:80/",
    ])
    func `a URL with a host is taken as it stands`(text: String) {
        #expect(HTTPURL(text)?.text == text)
    }

    @Test(arguments: ["", "a.example", "ftp://a.example", "https://", "https://u:p@a.example", "https://a.example/a b"])
    func `anything else is refused`(text: String) {
        #expect(HTTPURL(text) == nil)
    }

    @Test func `an origin has nothing behind its authority`() {
        #expect(HTTPURL("https://a.example:1")?.isOrigin == true)
        #expect(HTTPURL("https://a.example/")?.isOrigin == false)
    }
}
