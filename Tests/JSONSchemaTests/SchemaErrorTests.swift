import JSONSchema
import Testing

@Suite struct SchemaErrorTests {
    @Test func `the description says what and where`() {
        #expect(
            SchemaError(.unknownReference("https://example.com/x"), at: "/items/$ref").description
                == "unknown reference 'https://example.com/x'; nothing is fetched at /items/$ref of the schema"
        )
        #expect(SchemaError(.notASchema, at: "").description.hasSuffix("at the root of the schema"))
    }

    @Test func `what a schema says is repeated in part only`() {
        let error = SchemaError(
            .unknownReference(String(repeating: "x", count: 10_000)),
            at: String(repeating: "y", count: 10_000)
        )
        #expect(error.description.utf8.count < 400)
    }
}
