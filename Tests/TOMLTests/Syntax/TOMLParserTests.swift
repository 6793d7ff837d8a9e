import Testing

@testable import TOML

@Suite struct TOMLParserTests {
    private func problems(_ text: String) -> [String] {
        TOMLDocument(text).problems.map { "\($0.position.line):\($0.position.column) \($0.message)" }
    }

    @Test func `several syntax errors are reported at once`() {
        #expect(
            problems("a =\nb = 1\nc = True\nd = \"x\n[e\nf = 2") == [
                "1:4 expected a value",
                "3:5 not a value",
                "4:5 the string is not closed",
                "5:3 expected ']' after the name of the table",
            ]
        )
    }

    @Test func `what follows a flaw is read`() {
        let root = TOMLDocument("a =\nb = 1").root
        #expect(root["a"] == nil && root["b"]?.value == .integer(1))
    }

    @Test func `keys below a wrong header belong to no table`() {
        let document = TOMLDocument("[a\nb = 1\n[c]\nd = 2")
        #expect(document.root.members.map(\.key.name) == ["c"])
        #expect(document.problems.count == 1)
    }

    @Test func `the lines of a broken array are not read as keys`() {
        #expect(
            problems("a = [\n  1 2,\n  3,\n]\nb = x") == ["2:5 expected ',' or ']' in the array", "5:5 not a value"]
        )
    }

    @Test func `an array that is not closed ends before the next key`() {
        let document = TOMLDocument("a = [\n  1,\nb = 2")
        #expect(document.problems.map(\.message) == ["the array is not closed"])
        #expect(document.problems.first?.position.line == 1)
        #expect(document.root["b"]?.value == .integer(2))
    }

    @Test func `a multi-line string that is not closed ends the document`() {
        #expect(problems("a = '''\nb =\nc =") == ["1:5 the multi-line string is not closed"])
    }

    @Test func `at most twenty flaws are reported`() {
        #expect(problems(String(repeating: "x\n", count: 1000)).count == 20)
    }

    @Test func `bytes that are not UTF-8 are refused where they stand`() {
        let problems = TOMLDocument(Array("a = 1\nb = \"".utf8) + [0xFF, 0x22]).problems
        #expect(problems.map(\.position) == [TOMLPosition(line: 2, column: 6, length: 1)])
    }
}
