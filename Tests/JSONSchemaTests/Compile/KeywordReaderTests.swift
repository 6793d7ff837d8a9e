import JSON
import JSONSchema
import Testing

@Suite struct KeywordReaderTests {
    @Test(
        arguments: [
            (["minLength": -1], "minLength", "a whole number that is not negative"),
            (["maxItems": 1.5], "maxItems", "a whole number that is not negative"),
            (["minItems": "1"], "minItems", "a number"), (["uniqueItems": 1], "uniqueItems", "true or false"),
            (["required": "name"], "required", "an array of strings"),
            (["required": ["a", 1]], "required", "an array of strings"),
            (["type": 1], "type", "an array of strings"), (["type": "text"], "type", "the name of a type"),
            (["enum": 1], "enum", "an array"),
            (["maximum": "1"], "maximum", "a number"),
            (["multipleOf": 0], "multipleOf", "a number above zero of at most 19 digits"),
            (["pattern": 1], "pattern", "a string"), (["dependentRequired": []], "dependentRequired", "an object"),
            (["dependentRequired": ["a/b": 1]], "dependentRequired/a~1b", "an array of strings"),
        ] as [(JSONValue, String, String)]
    )
    func `a keyword with a wrong value is an error at its place`(schema: JSONValue, keyword: String, expected: String) {
        #expect(throws: SchemaError(.wrongValue(expected: expected), at: "/items/" + keyword)) {
            try Schema(["items": schema])
        }
    }

    @Test func `a count may be written with a point, or be beyond any`() throws {
        #expect(try !Schema(["maxLength": 2.0]).accepts("abc"))
        let most = try JSONValue(parsing: "1e30")
        #expect(try Schema(["maxLength": most]).accepts("abc"))
        #expect(try !Schema(["minItems": .digits("100000000000000000000")]).accepts([1]))
    }
}
