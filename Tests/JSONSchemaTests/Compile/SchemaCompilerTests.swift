import JSON
import JSONSchema
import Testing

@Suite struct SchemaCompilerTests {
    @Test func `a dynamic reference leads to the outermost anchor`() throws {
        let schema = try Schema([
            "$id": "https://example.com/strings", "$ref": "list",
            "$defs": [
                "item": ["$dynamicAnchor": "item", "type": "string"],
                "list": [
                    "$id": "list", "items": ["$dynamicRef": "#item"], "$defs": ["any": ["$dynamicAnchor": "item"]],
                ],
            ],
        ])
        #expect(schema.accepts(["a"]))
        #expect(!schema.accepts([1]))
    }

    @Test func `a vocabulary may put the check of formats in force`() throws {
        let prefix = "https://json-schema.org/draft/2020-12/vocab/"
        var settings = SchemaSettings()
        settings.documents["urn:dialect"] = ["$vocabulary": .object([prefix + "format-assertion": true])]
        let schema = try Schema(["$schema": "urn:dialect", "format": "ipv4", "type": "null"], settings: settings)
        #expect(schema.accepts("127.0.0.1"))
        #expect(!schema.accepts("nowhere"))
    }
}
