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

    @Test func `a place beyond the end is the end`() {
        #expect(TOMLSource([]).position(of: 5..<9) == TOMLPosition(line: 1, column: 1, length: 1))
    }
}
