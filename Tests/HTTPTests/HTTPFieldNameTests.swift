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

    @Test func `a fingerprint is the same whether it is made in words or byte by byte`() {
        let token = "Zz0-9_AmQ!#$%&'*+.^`|~xYaBcD-1234"
        for length in 1...token.utf8.count {
            let name = Array(token.utf8.prefix(length))
            for space in 0...20 {
                // What stands before the name must not matter.
                let bytes = [UInt8](repeating: 0xc1, count: space) + name + Array(": x".utf8)
                #expect(FieldPrint(bytes.span, space..<(space + length)) == FieldPrint(name))
            }
        }
    }

    @Test func `every character of a token keeps its case, but for capitals`() {
        for byte in UInt8.min...UInt8.max where byte.isToken {
            let bytes = Array("GET / HTTP/1.1\r\nAbcdef".utf8) + [byte] + Array("xyz".utf8)
            #expect(FieldPrint(bytes.span, 16..<bytes.count) == FieldPrint("abcdef\(Unicode.Scalar(byte))XYZ".utf8))
        }
    }

    @Test func `tokens are the characters of RFC 9110 5.6.2`() {
        let tokens = Array("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)
        for byte in UInt8.min...UInt8.max { #expect(byte.isToken == tokens.contains(byte)) }
    }
}
