import Testing

@testable import TOML

@Suite struct TOMLSourceTests {
    @Test func `columns count characters, not bytes`() {
        let source = TOMLSource(Array("a = \"h\u{E9}\u{1F44B}\" # x".utf8))
        #expect(source.position(of: 12..<13).column == 9)
    }

    @Test func `a line ends before its carriage return`() {
        let source = TOMLSource(Array("a\r\nbc\r\n".utf8))
        #expect(source.position(of: 3..<9) == TOMLPosition(line: 2, column: 1, length: 2))
        #expect(source.problem(.error, at: 3..<4, "").excerpt == "bc")
    }

    @Test func `a byte order mark is no column`() {
        let source = TOMLSource([0xEF, 0xBB, 0xBF] + Array("x".utf8))
        #expect(source.position(of: 3..<4).column == 1)
    }

    @Test func `an excerpt of a long line is cut around the place`() {
        let line = String(repeating: "a", count: 500) + "HERE" + String(repeating: "b", count: 500)
        let problem = TOMLSource(Array(line.utf8)).problem(.error, at: 500..<504, "x")
        #expect(problem.excerpt.count < 140)
        #expect(problem.excerpt.hasPrefix("…a") && problem.excerpt.hasSuffix("b…"))
        #expect(problem.excerpt.dropFirst(problem.indent).hasPrefix("HERE"))
    }

    @Test func `what a terminal would obey is not shown`() {
        let problem = TOMLSource(Array("a\u{1B}[31m\tb".utf8)).problem(.error, at: 0..<1, "'\u{7}'")
        #expect(problem.excerpt == "a\u{FFFD}[31m b")
        #expect(problem.message == "'\u{FFFD}'")
    }

    @Test func `a concealed problem shows nothing from its place on`() {
        let problem = TOMLSource(Array("secret = \"hunter2\" # hunter2".utf8))
            .problem(.error, at: 9..<18, "x", conceals: true)
        #expect(problem.excerpt == "secret = [secret]")
    }

    @Test(arguments: [
        ("client_secret = \"hunter2", "client_secret = [secret]"), ("API_KEY='hunter2", "API_KEY=[secret]"),
        ("auth = { client_secret = \"hunter2\", x", "auth = { client_secret = [secret]"),
        ("name = \"hunter2", "name = \"hunter2"), ("tokne_secret hunter2", "tokne_secret hunter2"),
    ])
    func `what a telling key is given is never shown`(line: String, shown: String) {
        let source = TOMLSource(Array("a = 1\n\(line)\nb = 2".utf8))
        for place in [6..<7, 18..<20, (6 + line.utf8.count - 1)..<(6 + line.utf8.count)] {
            let problem = source.problem(.error, at: place, "x")
            #expect(problem.excerpt == shown)
            #expect(problem.indent <= shown.count)
        }
    }

    @Test func `nor where it goes on in lines of its own`() {
        let text = "ring = [\n  \"hunter2\n]\n[log]\nformat"
        let source = TOMLSource(Array(text.utf8))
        #expect(source.problem(.error, at: 11..<12, "x").excerpt == "  [secret]")
        #expect(source.problem(.error, at: text.utf8.count - 3..<text.utf8.count, "x").excerpt == "format")
    }

    @Test func `a place beyond the end is the end`() {
        #expect(TOMLSource([]).position(of: 5..<9) == TOMLPosition(line: 1, column: 1, length: 1))
    }
}
