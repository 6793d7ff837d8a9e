import Testing

@testable import HTTP

@Suite struct HTTPURLPartsTests {
    @Test(arguments: [
        ("https://Login.Example.com", "login.example.com", 443, "", "https://login.example.com:443"),
        ("HTTP://a.example:8080/x/y?z=/#f", "a.example", 8080, "/x/y", "http://a.example:8080"),
        ("http://[::1]:1/?q", "[::1]", 1, "/", "http://[::1]:1"),
        ("https://a.example?q=1", "a.example", 443, "", "https://a.example:443"),
        ("https://a.example:443/x", "a.example", 443, "/x", "https://a.example:443"),
    ])
    func `a URL has its parts`(text: String, host: String, port: Int, path: String, origin: String) throws {
        let url = try #require(HTTPURL(text))
        #expect(url.host == host && url.port == port && url.path == path && url.origin == origin)
    }

    @Test func `loopback is by name`() throws {
        #expect(try #require(HTTPURL("http://127.0.0.1:80/x")).isLoopback)
        #expect(try !#require(HTTPURL("http://127.0.0.1.example/")).isLoopback)
    }
}
