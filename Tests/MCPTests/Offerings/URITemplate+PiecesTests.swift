import JSON
import Testing

@testable import MCP

@Suite struct URITemplatePiecesTests {
    @Test(arguments: [("a{b}c", 3), ("a{+b}", 2), ("a{?b,c}", 2), ("", 0)])
    func `a template falls into pieces`(text: String, count: Int) {
        #expect(URITemplate.pieces(of: text)?.count == count)
    }

    @Test(arguments: ["a}", "a{", "a{b", "a{b}}", "a{{b}", "{b!}", "{/b}"])
    func `what is no template has none`(text: String) { #expect(URITemplate.pieces(of: text) == nil) }
}
