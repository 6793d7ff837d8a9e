import JSON
import Testing

@testable import App

@Suite struct JSONLinesTests {
    @Test func `a member stands on a line, and an array of plain values too`() {
        let value: JSONValue = ["a": [1, "x"], "b": ["c": true], "d": [["e": 1]], "f": [:]]
        #expect(
            value.indented == """
                {
                  "a": [1, "x"],
                  "b": {
                    "c": true
                  },
                  "d": [
                    {
                      "e": 1
                    }
                  ],
                  "f": {}
                }
                """
        )
    }
}
