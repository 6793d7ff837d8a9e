import JSON
import JSONSchema
import Testing

@Suite struct EvaluatorKeywordsTests {
    @Test(
        arguments: [
            (["const": ["a": 1]], ["a": 2], "must be {\"a\":1}"),
            (["enum": ["a", "b", 3]], "c", "must be one of \"a\", \"b\" or 3"),
            (["not": ["type": "string"]], "a", "has a form that is not allowed"),
        ] as [(JSONValue, JSONValue, String)]
    )
    func `a keyword for any value says what it wants`(schema: JSONValue, value: JSONValue, message: String) throws {
        #expect(try Schema(schema).violations(in: value).map(\.message) == [message])
    }

    @Test func `a keyword for one type leaves the others alone`() throws {
        let schema = try Schema([
            "minimum": 5, "maxLength": 0, "maxItems": 0, "maxProperties": 0, "pattern": "^$", "required": [],
            "multipleOf": 7,
        ])
        for value: JSONValue in [.null, true, 7, "", [], [:]] { #expect(schema.accepts(value)) }
        for value: JSONValue in [4, "a", [1], ["a": 1], 8] { #expect(!schema.accepts(value)) }
    }
}
