import JSON
import JSONSchema
import Testing

@Suite struct SchemaTests {
    private static let person: JSONValue = [
        "type": "object",
        "properties": [
            "name": ["type": "string", "minLength": 1], "age": ["type": "integer", "maximum": 150],
            "tone": ["enum": ["warm", "cold"]],
        ],
        "required": ["name"],
        "additionalProperties": false,
    ]

    @Test func `a value that is right has no violations`() throws {
        let schema = try Schema(Self.person)
        let value: JSONValue = ["age": 36.0, "name": "Ada", "tone": "warm"]
        #expect(schema.accepts(value))
        #expect(schema.violations(in: value).isEmpty)
    }

    @Test func `every mistake is said in words that help to correct it`() throws {
        let schema = try Schema(Self.person)
        let value: JSONValue = ["age": 360, "tone": "hot", "nmae": "Ada"]
        #expect(!schema.accepts(value))
        #expect(
            schema.violations(in: value).map { $0.sentence(about: "arguments") } == [
                "arguments must have the property \"name\"",
                "arguments.age must be at most 150",
                "arguments.tone must be one of \"warm\" or \"cold\"",
                "arguments must not have the property \"nmae\"; it may have \"name\", \"age\", \"tone\"",
            ]
        )
    }

    @Test func `a violation says which keyword it breaks`() throws {
        let schema = try Schema(["$defs": ["a/b": ["maximum": 1]], "items": ["$ref": "#/$defs/a~1b"]])
        let violation = try #require(schema.violations(in: [0, 2]).first)
        #expect(violation.keywordPath == "/$defs/a~1b/maximum")
        #expect(violation.instancePath.pointer == "/1")
    }

    @Test(.enabled(if: Vectors.arePresent, Vectors.absence), arguments: Vectors.revisions)
    func `messages are checked against the schema of an MCP revision`(revision: Vectors.Revision) throws {
        var settings = SchemaSettings()
        settings.documents["urn:mcp"] = revision.schema
        settings.documents["http://json-schema.org/draft-07/schema"] = true
        let definitions = revision.schema["$defs"] == nil ? "definitions" : "$defs"
        let schema = try Schema(["$ref": .string("urn:mcp#/\(definitions)/Tool")], settings: settings)
        #expect(schema.accepts(["name": "greet", "inputSchema": ["type": "object"]]))
        #expect(
            schema.violations(in: ["name": 1, "inputSchema": ["type": "object"]]).map { $0.sentence(about: "tool") }
                == ["tool.name must be a string, not an integer"]
        )
    }
}
