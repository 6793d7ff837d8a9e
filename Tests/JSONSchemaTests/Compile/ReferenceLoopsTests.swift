import JSON
import JSONSchema
import Testing

@Suite struct ReferenceLoopsTests {
    @Test(
        arguments: [
            ["$ref": "#"], ["anyOf": [["type": "string"], ["$ref": "#"]]], ["not": ["$ref": "#"]],
            ["if": ["$ref": "#"]],
            ["$ref": "#/$defs/a", "$defs": ["a": ["$ref": "#/$defs/b"], "b": ["allOf": [["$ref": "#/$defs/a"]]]]],
            ["dependentSchemas": ["a": ["$ref": "#"]]],
        ] as [JSONValue]
    )
    func `a schema that is applied to its own value is refused`(schema: JSONValue) {
        let error = #expect(throws: SchemaError.self) { try Schema(schema) }
        #expect(error?.reason == .endlessReference)
    }

    @Test func `a schema may be applied to the parts of its value`() throws {
        let schema = try Schema(["type": "object", "additionalProperties": ["$ref": "#"]])
        #expect(schema.accepts(["a": ["b": [:]]]))
        #expect(schema.violations(in: ["a": ["b": 1]]).map { $0.instancePath.pointer } == ["/a/b"])
    }
}
