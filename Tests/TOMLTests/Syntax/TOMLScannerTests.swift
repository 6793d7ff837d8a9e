import Testing

@testable import TOML

@Suite struct TOMLScannerTests {
    @Test(arguments: ["a = 1 \u{1}", "a = 1 # \u{7F}", "a = \"\u{0}\"", "a = '\u{1F}'", "a = 1\rb = 2", "\u{C}"])
    func `control characters are refused`(text: String) {
        let problems = TOMLDocument(text).problems
        #expect(problems.count == 1)
        #expect(problems.first?.message.hasPrefix("control character U+00") == true)
    }

    @Test(arguments: ["\u{FEFF}a = 1", "a = 1\r\n", " \ta\t=\t1 # c\r\n\r\n", "# c"])
    func `blanks, comments, both line ends and a byte order mark are no content`(text: String) {
        #expect(TOMLDocument(text).problems.isEmpty)
    }

    @Test func `a byte order mark elsewhere is refused`() {
        #expect(TOMLDocument("a = 1\n\u{FEFF}b = 2").problems.first?.message == "expected a key")
    }
}
