import JSON
import JSONSchema
import Testing

@Suite struct SchemaSettingsTests {
    @Test func `a document that was handed in may be referred to`() throws {
        var settings = SchemaSettings()
        settings.documents["https://example.com/name"] = ["type": "string"]
        let schema = try Schema(["items": ["$ref": "https://example.com/name"]], settings: settings)
        #expect(schema.accepts(["a"]))
        let violations = schema.violations(in: [1])
        #expect(violations.map(\.keywordPath) == ["https://example.com/name#/type"])
    }

    @Test func `a format only describes, unless it is to be checked`() throws {
        #expect(try Schema(["format": "ipv4"]).accepts("nowhere"))
        var settings = SchemaSettings()
        settings.assertsFormats = true
        let schema = try Schema(["format": "ipv4"], settings: settings)
        #expect(schema.accepts("127.0.0.1"))
        #expect(schema.violations(in: "nowhere").map(\.message) == ["must be an IPv4 address"])
        #expect(try Schema(["format": "of our own"], settings: settings).accepts("anything"))
    }

    @Test func `a schema may not be larger or deeper than allowed`() {
        var settings = SchemaSettings()
        settings.subschemaLimit = 3
        #expect(throws: SchemaError(.tooManySubschemas(limit: 3), at: "/allOf/2")) {
            try Schema(["allOf": [true, true, true]], settings: settings)
        }
        settings.depthLimit = 2
        #expect(throws: SchemaError(.tooDeep(limit: 2), at: "/not/not")) {
            try Schema(["not": ["not": true]], settings: settings)
        }
    }

    @Test func `no more violations are reported than asked for`() throws {
        var settings = SchemaSettings()
        settings.violationLimit = 2
        let schema = try Schema(["items": ["type": "string"]], settings: settings)
        #expect(schema.violations(in: [1, 2, 3, 4]).count == 2)
    }

    @Test func `a dialect that is handed in as a document without vocabularies is read as 2020-12`() throws {
        let schema: JSONValue = ["$schema": "http://json-schema.org/draft-07/schema#", "type": "string"]
        #expect(throws: SchemaError(.unsupportedDialect("http://json-schema.org/draft-07/schema#"), at: "/$schema")) {
            try Schema(schema)
        }
        var settings = SchemaSettings()
        settings.documents["http://json-schema.org/draft-07/schema"] = true
        #expect(try !Schema(schema, settings: settings).accepts(1))
    }
}
