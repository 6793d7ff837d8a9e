import Testing

@testable import HTTP

@Suite struct RequestTargetTests {
    private func target(_ text: String, _ method: HTTPMethod = .get) -> RequestTarget? {
        RequestTarget(Array(text.utf8)[...], of: method)
    }

    @Test(
        arguments: [
            ("/a", "/a", nil), ("/a?", "/a", ""), ("/a?b?c", "/a", "b?c"), ("/?", "/", ""),
            ("http://h", "/", nil), ("http://h?q", "/", "q"), ("HTTPS://h:1/p?q", "/p", "q"),
        ] as [(String, String, String?)]
    )
    func `path and query are cut at the first question mark`(text: String, path: String, query: String?) {
        #expect(target(text)?.path == path)
        #expect(target(text)?.query == query)
    }

    @Test(arguments: ["*", "a", "http://", "http:///a", "http://u@h/", "ftp://h/", "h:80"])
    func `other forms are refused`(text: String) {
        #expect(target(text) == nil)
    }

    @Test func `an asterisk is for OPTIONS and an authority for CONNECT`() {
        #expect(target("*", .options)?.path == "*")
        #expect(target("h:80", .connect)?.path == "h:80")
    }
}
