import Testing

@testable import TOML

@Suite struct TOMLEntryVariableTests {
    private func read<Value: TOMLReadable>(_ text: String) -> (value: Value?, problems: [String]) {
        let root = TOMLTable(TOMLDocument("").overridden(by: [TOMLOverride(["a"], text, from: "V")]))
        let value: Value? = root["a"]
        return (value, root.problems.map(\.message))
    }

    @Test(arguments: [
        ("x", ["x"]), ("x,y", ["x", "y"]), (" x , y ,", ["x", "y"]), ("[\"x\", 'y']", ["x", "y"]), ("[]", []),
        ("[\n\"x,y\" # one\n]", ["x,y"]),
    ])
    func `an array is words between commas, or one of TOML`(text: String, words: [String]) {
        let read: (value: [String]?, problems: [String]) = read(text)
        #expect(read.value == words && read.problems.isEmpty)
    }

    @Test func `its elements are of any type`() {
        let numbers: [Int]? = read("1,2").value
        let listed: [Int]? = read("[1, 2]").value
        #expect(numbers == [1, 2] && listed == [1, 2])
    }

    @Test(arguments: ["[x", "[1]\n[b]", "['a'] 'b'", "[1]\nb = 2"])
    func `what begins as an array must be one`(text: String) {
        let read: (value: [String]?, problems: [String]) = read(text)
        #expect(read.value == nil)
        #expect(read.problems == ["'a' must be an array as in TOML, or words between commas"])
    }

    @Test func `tables in it are read, with the variable in what is said of them`() {
        struct Section: TOMLSection {
            let b: Int?
            init(_ table: TOMLTable) { b = table["b", in: 0...5] }
        }
        let root = TOMLTable(TOMLDocument("").overridden(by: [TOMLOverride(["a"], "[{b = 9, c = 1}]", from: "V")]))
        let sections: [Section]? = root["a"]
        #expect(sections?.count == 1)
        #expect(Set(root.problems.map(\.variable)) == ["V"])
        #expect(Set(root.problems.map(\.message)) == ["'a[0].b' must be from 0 to 5", "unknown key 'a[0].c'"])
    }
}
