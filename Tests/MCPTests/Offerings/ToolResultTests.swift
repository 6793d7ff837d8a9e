import JSON
import Testing

@testable import MCP

@Suite struct ToolResultTests {
    @Test func `a text is one content`() {
        #expect("x".result.json(for: .latest) == ["content": [["type": "text", "text": "x"]]])
    }

    @Test func `data come as text too`() {
        let value: JSONValue = ["a": 1]
        #expect(
            value.result.json(for: .latest)
                == ["content": [["type": "text", "text": #"{"a":1}"#]], "structuredContent": ["a": 1]]
        )
    }

    @Test(
        arguments: [
            (.v2026_07_28, true, true), (.v2025_11_25, true, false), (.v2025_06_18, true, false),
            (.v2025_03_26, false, false), (.v2024_11_05, false, false),
        ] as [(ProtocolVersion, Bool, Bool)]
    )
    func `data reach those who know them`(version: ProtocolVersion, object: Bool, array: Bool) {
        #expect((JSONValue.object(["a": 1]).result.json(for: version)["structuredContent"] != nil) == object)
        #expect((JSONValue.array([1]).result.json(for: version)["structuredContent"] != nil) == array)
    }

    @Test func `a failure says so`() {
        #expect(ToolResult.failure("no").json(for: .latest)["isError"] == true)
        #expect("yes".result.json(for: .latest)["isError"] == nil)
    }

    @Test func `data without text become text too`() {
        let result = ToolResult([], structured: [1, 2])
        #expect(result.json(for: .v2024_11_05) == ["content": [["type": "text", "text": "[1,2]"]]])
        #expect(result.json(for: .latest)["structuredContent"] == [1, 2])
    }

    @Test func `what else there is to say stands in _meta`() {
        var result = ToolResult([.text("x")])
        result.meta = ["trace": 1]
        #expect(result.json(for: .latest)["_meta"] == ["trace": 1])
    }

    @Test func `contents stay in order`() {
        #expect(([.text("a"), .text("b")] as [Content]).result.content == [.text("a"), .text("b")])
        #expect(ToolResult([]).text == nil)
    }
}
