import JSON
import JSONSchema
import Testing

@Suite struct SchemaCompilerAssertionsTests {
    @Test func `an expression that cannot be matched in linear time is refused with its reason`() {
        #expect(throws: SchemaError(.badPattern("lookahead is not supported"), at: "/pattern")) {
            try Schema(["pattern": "(?=a)"])
        }
        #expect(throws: SchemaError(.badPattern("missing )"), at: "/patternProperties")) {
            try Schema(["patternProperties": ["(": true]])
        }
    }

    @Test func `several types may be allowed`() throws {
        let schema = try Schema(["type": ["integer", "null"]])
        #expect(schema.accepts(.null))
        #expect(schema.accepts(1.0))
        #expect(schema.violations(in: "1").map(\.message) == ["must be an integer or null, not a string"])
    }
}
