import TOML
import Testing

/// A type of a fork: a name in upper case.
private struct Shout: TOMLReadable, Equatable {
    let text: String
    init?(_ entry: TOMLEntry) {
        guard let text = entry.concealed.string else { return nil }
        guard text.uppercased() == text else {
            entry.concealed.refuse("must be in upper case")
            return nil
        }
        self.text = text
    }
}

@Suite struct TOMLEntryTests {
    @Test func `a message names the element of an array`() {
        let root = TOMLTable(TOMLDocument("a = ['x', 1, 2]"))
        let _: [String]? = root["a"]
        #expect(
            root.problems.map(\.message) == [
                "'a[1]' must be a string, not an integer", "'a[2]' must be a string, not an integer",
            ]
        )
    }

    @Test func `variables are replaced in every string, and never shown`() {
        let environment = TOMLEnvironment(["NAME": "hunter2", "PORT": "8080", "WRONG": "hunter3"])
        let document = TOMLDocument("a = ['${NAME}']\nb = '${PORT}'\nc = '${WRONG}'\nd = '${UNSET}'\ne = '${NAME}'")
        let root = TOMLTable(document, environment: environment)
        #expect(root["a"] == ["hunter2"])
        #expect(root["b"] == 8080)
        #expect(root["c"] == Int?.none)
        #expect(root["d"] == String?.none)
        #expect(root["e"] == Shout?.none)
        let text = root.problems.map { $0.rendered(file: "f") }.joined()
        #expect(root.problems.count == 3)
        #expect(!text.contains("hunter"))
        #expect(text.contains("'d' cannot be read: the variable UNSET is not set"))
    }

    @Test func `a concealed value is not in the excerpt`() {
        let root = TOMLTable(TOMLDocument("a = 'hunter2'"))
        let _: Shout? = root["a"]
        #expect(root.problems.map(\.excerpt) == ["a = [secret]"])
    }

    /// Refuses the part of `expression` from its third to its fifth byte.
    private struct Expression: TOMLReadable {
        init?(_ entry: TOMLEntry) {
            entry.refuse("is wrong there", at: 2..<5)
            return nil
        }
    }

    @Test(
        arguments: [
            ("x = 'abcdefg'", 1, 8, 3), ("x = \"abcdefg\"", 1, 8, 3), ("x = \"\"\"abcdefg\"\"\"", 1, 10, 3),
            ("x = \'\'\'\nabcdefg\'\'\'", 2, 3, 3), ("x = \"\\u0061bcdefg\"", 1, 5, 14), ("x = 'abc'", 1, 8, 1),
        ]
    )
    func `a part of a string is marked where it is written as it is`(
        text: String,
        line: Int,
        column: Int,
        length: Int
    ) {
        let root = TOMLTable(TOMLDocument(text))
        let _: Expression? = root["x"]
        #expect(root.problems.map(\.position) == [TOMLPosition(line: line, column: column, length: length)])
    }
}
