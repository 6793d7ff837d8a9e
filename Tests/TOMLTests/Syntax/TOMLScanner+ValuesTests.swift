import Testing

@testable import TOML

@Suite struct TOMLScannerValuesTests {
    @Test func `arrays and inline tables may stand on several lines and end with a comma`() {
        let document = TOMLDocument("a = [ # one\n 1,\n 2, ]\nb = {\n x.y = 1, # two\n z = [],\n}")
        #expect(document.problems.isEmpty)
        let table = TOMLTable(document)
        #expect(table["a"] == [1, 2])
        #expect(table.table("b").table("x")["y"] == 1)
    }

    @Test(arguments: ["[", "{a=", "[[{b=["])
    func `nesting has a limit`(opening: String) {
        let text = "a = " + String(repeating: opening, count: 100_000)
        #expect(TOMLDocument(text).problems.map(\.message) == ["nested deeper than 128 levels"])
    }

    @Test func `an open bracket is named, where it stands`() {
        let problem = TOMLDocument("a = {b = [1,\n").problems.first
        #expect(problem?.message == "the array is not closed")
        #expect(problem?.suggestion == "expected ']'")
        #expect(problem?.position == TOMLPosition(line: 1, column: 10, length: 1))
    }
}
