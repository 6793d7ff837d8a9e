import JSON
import JSONSchema
import Testing

@Suite struct EvaluatorLogicTests {
    private func messages(_ schema: JSONValue, _ value: JSONValue) throws -> [String] {
        try Schema(schema).violations(in: value).map { $0.sentence(about: "arguments") }
    }

    @Test func `when no form fits, the first mistake of each is said`() throws {
        let schema: JSONValue = [
            "anyOf": [["type": "string"], ["properties": ["a": ["maximum": 3]], "required": ["a"]]]
        ]
        #expect(
            try messages(schema, ["a": 4]) == [
                "arguments has none of the 2 allowed forms (form 1: it must be a string, not an object; form 2: it.a must be at most 3)"
            ]
        )
    }

    @Test func `a single form is as good as none`() throws {
        #expect(try messages(["oneOf": [["type": "string"]]], 1) == ["arguments must be a string, not an integer"])
    }

    @Test func `two forms where one is allowed are named`() throws {
        #expect(
            try messages(["oneOf": [["type": "null"], ["minimum": 1], ["maximum": 5]]], 3)
                == ["arguments has form 2 and form 3, of which only one is allowed"]
        )
    }

    @Test func `all mistakes of all parts are said`() throws {
        #expect(
            try messages(["allOf": [["minimum": 5], ["multipleOf": 2]]], 3)
                == ["arguments must be at least 5", "arguments must be a multiple of 2"]
        )
    }

    @Test func `a condition chooses`() throws {
        let schema: JSONValue = ["if": ["type": "string"], "then": ["minLength": 2], "else": ["minimum": 2]]
        #expect(try messages(schema, "a") == ["arguments must have at least 2 characters"])
        #expect(try messages(schema, 1) == ["arguments must be at least 2"])
        #expect(try messages(schema, .null).isEmpty)
    }

    @Test func `only the forms that fit count as evaluated`() throws {
        let schema: JSONValue = [
            "anyOf": [["properties": ["a": ["type": "string"]]], ["properties": ["b": true], "required": ["b"]]],
            "unevaluatedProperties": false,
        ]
        #expect(try messages(schema, ["a": "x", "b": 1]).isEmpty)
        #expect(try messages(schema, ["a": 1, "b": 1]) == ["arguments must not have the property \"a\""])
    }
}
