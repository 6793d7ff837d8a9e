import JSON
import JSONSchema
import Testing

@Suite struct SchemaCompilerApplicatorsTests {
    @Test func `a pattern takes part in what is additional`() throws {
        let schema = try Schema([
            "properties": ["a": true], "patternProperties": ["^x-": ["type": "string"]],
            "additionalProperties": ["type": "null"],
        ])
        #expect(schema.accepts(["a": 1, "x-b": "c", "d": .null]))
        #expect(!schema.accepts(["x-b": 1]))
        #expect(!schema.accepts(["d": 1]))
    }

    @Test func `else without if, and minContains without contains, mean nothing`() throws {
        let schema = try Schema(["then": false, "else": false, "minContains": 5])
        #expect(schema.accepts([1]))
    }
}
