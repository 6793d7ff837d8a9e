import JSON
import Testing

@testable import MCP

@Suite struct RawSchemaTests {
    private func schema(_ text: String) throws -> RawSchema {
        try RawSchema(#require(json(text).object), of: "tool")
    }

    @Test func `every mistake is named with its path`() throws {
        let schema = try schema(
            #"""
            {"type":"object","required":["name"],"properties":{"name":{"type":"string"},
            "list":{"type":"array","items":{"type":"integer","maximum":9}}}}
            """#
        )
        let mistake = #expect(throws: ArgumentMistake.self) { try schema.checked(["list": [1, 10]]) }
        #expect(
            mistake?.text
                == #"Error: arguments.list[1] must be at most 9; arguments must have the property "name""#
                || mistake?.text
                    == #"Error: arguments must have the property "name"; arguments.list[1] must be at most 9"#
        )
        #expect(try schema.checked(["name": "x"]) == ["name": "x"])
    }

    @Test func `arrays and objects written as texts are taken out of them`() throws {
        let schema = try schema(
            #"{"type":"object","properties":{"a":{"type":"array"},"o":{"type":"object"},"s":{"type":"string"}}}"#
        )
        #expect(try schema.checked(["a": "[1]", "o": "{}", "s": "[1]"]) == ["a": [1], "o": [:], "s": "[1]"])
        #expect(throws: ArgumentMistake.self) { try schema.checked(["a": "{}"]) }
        #expect(throws: ArgumentMistake.self) { try schema.checked(["a": "[1"]) }
    }

    @Test func `properties that are repeated in headers are found at any depth`() throws {
        let schema = try schema(
            #"""
            {"type":"object","properties":{"a":{"type":"string","x-mcp-header":"A"},
            "o":{"type":"object","properties":{"b":{"type":"integer","x-mcp-header":"B"}}}}}
            """#
        )
        #expect(
            schema.mirrored == [
                MirroredArgument(header: "A", path: ["a"]), MirroredArgument(header: "B", path: ["o", "b"]),
            ]
        )
    }

    @Test(
        arguments: [
            #"{"type":"array"}"#, #"{}"#, #"{"type":"object","properties":1}"#,
            #"{"type":"object","properties":{"a":{"$ref":"https://example.com/x"}}}"#,
            #"{"type":"object","properties":{"a":{"pattern":"(?=x)"}}}"#,
            #"{"type":"object","properties":{"a":{"type":"number","x-mcp-header":"A"}}}"#,
            #"{"type":"object","$schema":"https://json-schema.org/draft-04/schema"}"#,
        ]
    )
    func `a schema that cannot be used is found when the server starts`(text: String) {
        #expect(throws: CatalogError.self) { try schema(text) }
    }
}
