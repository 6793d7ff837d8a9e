import Testing

@testable import MCP

@Suite struct SealedIDTests {
    private func id(_ text: String) -> SealedID { SealedID(Array("xx\(text)".utf8)[2...]) }

    @Test func `ids are their bytes, wherever these lie`() {
        let long = String(repeating: "a", count: 300)
        #expect(id(long) == id(long).copy && id(long).end == id(long).copy.end)
        #expect(id(long + "b") != id(long + "c"))
        #expect(id("b" + long) != id("c" + long))
        #expect(id("a") != id("aa"))
        #expect(id(long).text == long)
        #expect(id("12345678").end != id("12345679").end && id("1").end == 0x31 && id("").end == 0)
    }

    @Test(arguments: ["a b", "ä", "\u{7f}", String(repeating: "a", count: 513)])
    func `what cannot be an id has no text`(text: String) {
        #expect(id(text).text == nil)
    }
}
