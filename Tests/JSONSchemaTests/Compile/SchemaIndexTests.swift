import JSON
import JSONSchema
import Testing

@Suite struct SchemaIndexTests {
    @Test(
        arguments: [
            (["$ref": "https://example.com/x"], .unknownReference("https://example.com/x"), "/$ref"),
            (["$ref": "#/$defs/x"], .unknownReference("#/$defs/x"), "/$ref"),
            (["$ref": "#x"], .unknownReference("#x"), "/$ref"),
            (["$ref": "#/%FF"], .unknownReference("#/%FF"), "/$ref"),
            (["$ref": "#/allOf/1", "allOf": [true]], .unknownReference("#/allOf/1"), "/$ref"),
            (["$ref": "#/title/x", "title": "t"], .unknownReference("#/title/x"), "/$ref"),
            (["$ref": "#/title", "title": "t"], .notASchema, "/title"),
            (["$ref": 1], .wrongValue(expected: "a string"), "/$ref"),
            (["$dynamicRef": "#x"], .unknownReference("#x"), "/$dynamicRef"),
            (["$id": "https://example.com/#x"], .wrongValue(expected: "a URI without a fragment"), "/$id"),
            (["$schema": "https://example.com/"], .unsupportedDialect("https://example.com/"), "/$schema"),
            (["allOf": [["$anchor": "a"], ["$anchor": "a"]]], .duplicateIdentifier("a"), "/allOf/1"),
            (["allOf": [["$id": "urn:a"], ["$id": "urn:a"]]], .duplicateIdentifier("urn:a"), "/allOf/1"),
        ] as [(JSONValue, SchemaError.Reason, String)]
    )
    func `what names nothing, or two things, is refused`(schema: JSONValue, reason: SchemaError.Reason, place: String) {
        #expect(throws: SchemaError(reason, at: place)) { try Schema(schema) }
    }

    @Test func `a subschema in a keyword that is not known may be referred to`() throws {
        let schema = try Schema(["mine": ["deep": [["type": "string"]]], "$ref": "#/mine/deep/0"])
        #expect(schema.accepts("a"))
        #expect(!schema.accepts(1))
    }

    @Test func `references reach anchors and identifiers`() throws {
        let schema = try Schema([
            "$id": "https://example.com/root",
            "$defs": ["a": ["$id": "other", "$defs": ["b": ["$anchor": "x", "type": "string"]]]],
            "items": ["$ref": "other#x"],
        ])
        #expect(schema.accepts(["a"]))
        #expect(!schema.accepts([1]))
    }
}
