import JSON
import TOML
import Testing

@testable import App

@Suite struct JSONValueTOMLTests {
    @Test func `TOML has its own way with tables`() {
        let value: JSONValue = [["a b": "c"], 1.0]
        #expect(value.tomlText == #"[{ "a b" = "c" }, 1.0]"#)
    }

    @Test(arguments: ["x", 7, 1.5, true, ["a", 1], ["a b": ["c": "d\"\\\n"]], [["k": []]]] as [JSONValue])
    func `what is written is read as the same`(value: JSONValue) {
        let document = TOMLDocument("key = \(value.tomlText)")
        #expect(document.problems.isEmpty)
        #expect(JSONValue(document.root) == ["key": value])
    }
}
