import Testing

@testable import TOML

@Suite struct TOMLScannerKeysTests {
    @Test func `a dotted key has parts of every kind, with blanks between them`() throws {
        var scanner = TOMLScanner(Array("a-1 . \"b.c\". 'd' = 1".utf8))
        #expect(try scanner.key().map(\.name) == ["a-1", "b.c", "d"])
    }

    @Test(arguments: [".a = 1", "a. = 1", "\u{E9} = 1", "'''a''' = 1", "\"\"\"a\"\"\" = 1", "= 1", "a b = 1"])
    func `what is no key is refused`(text: String) {
        #expect(TOMLDocument(text).problems.count == 1)
    }

    @Test func `a key is as deep as it has parts`() {
        let deep = "a" + String(repeating: ".a", count: 200) + " = 1"
        #expect(TOMLDocument(deep).problems.map(\.message) == ["nested deeper than 128 levels"])
    }
}
