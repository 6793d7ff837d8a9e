import Testing

@testable import HTTP

@Suite struct HTTPFieldNameTests {
    @Test func `names compare without regard to case and keep their spelling`() {
        #expect(HTTPFieldName("x-CUSTOM") == HTTPFieldName("X-Custom"))
        #expect(HTTPFieldName("x-CUSTOM").text == "x-CUSTOM")
    }

    @Test(arguments: [("Mcp-Param-A-Very-Long-Name", "Ncp-Param-A-Very-Long-Name"), ("Accept", "Accept2"), ("", "A")])
    func `different names differ, also beyond sixteen bytes`(one: String, other: String) {
        #expect(HTTPFieldName(one) != HTTPFieldName(other))
    }

    @Test func `long names that differ only in their first bytes differ`() {
        #expect(HTTPFieldName("aaaa-0123456789abcdef") != HTTPFieldName("bbbb-0123456789abcdef"))
        #expect(HTTPFieldName("AAAA-0123456789abcdef") == HTTPFieldName("aaaa-0123456789ABCDEF"))
    }

    @Test(arguments: ["", "a b", "a:b", "ä", "a\r\n", "a\u{0}", "a(b)", "a,b"])
    func `what is no token is no name`(text: String) {
        #expect(HTTPFieldName(text) == nil)
    }

    @Test func `tokens are the characters of RFC 9110 5.6.2`() {
        let tokens = Array("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)
        for byte in UInt8.min...UInt8.max { #expect(byte.isToken == tokens.contains(byte)) }
    }
}
