import JSON
import JSONSchema
import Testing

@Suite struct SubschemaShapeTests {
    @Test(
        arguments: [
            (["not": 1], .notASchema, "/not"),
            (["allOf": []], .wrongValue(expected: "an array with at least one schema"), "/allOf"),
            (["anyOf": true], .wrongValue(expected: "an array with at least one schema"), "/anyOf"),
            (["properties": []], .wrongValue(expected: "an object of schemas"), "/properties"),
            (["properties": ["a/b": "string"]], .notASchema, "/properties/a~1b"), ("string", .notASchema, ""),
            (["prefixItems": [true, 1]], .notASchema, "/prefixItems/1"),
        ] as [(JSONValue, SchemaError.Reason, String)]
    )
    func `a keyword needs schemas of its shape`(schema: JSONValue, reason: SchemaError.Reason, place: String) {
        #expect(throws: SchemaError(reason, at: place)) { try Schema(schema) }
    }
}
