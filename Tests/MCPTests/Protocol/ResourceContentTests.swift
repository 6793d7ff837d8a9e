import JSON
import Testing

@testable import MCP

@Suite struct ResourceContentTests {
    @Test func `a file is text where its name and its bytes say so`() {
        #expect(ResourceContent.file([0x68, 0x69], named: "a.txt") == .typed(.text("hi"), mimeType: "text/plain"))
        #expect(ResourceContent.file([0xff], named: "a.txt") == .typed(.bytes([0xff]), mimeType: "text/plain"))
        #expect(ResourceContent.file([0x68], named: "a.png") == .typed(.bytes([0x68]), mimeType: "image/png"))
    }

    @Test func `content of another type says so`() {
        let json = ResourceContent.typed(.text("x"), mimeType: "text/csv").json(uri: "a:b", mimeType: "")
        #expect(json == ["uri": "a:b", "mimeType": "text/csv", "text": "x"])
        #expect(ResourceContent.text("x").json(uri: "a:b", mimeType: "") == ["uri": "a:b", "text": "x"])
    }
}
