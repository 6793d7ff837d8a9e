import JSON
import JSONSchema
import Testing

@Suite struct EvaluatorScalarsTests {
    @Test(
        arguments: [
            (["minimum": 1.5], 1, "must be at least 1.5"), (["maximum": 150], 151, "must be at most 150"),
            (["exclusiveMinimum": 1], 1.0, "must be more than 1"), (["exclusiveMaximum": 1], 1, "must be less than 1"),
            (["multipleOf": 0.01], 0.015, "must be a multiple of 0.01"),
            (["multipleOf": 3], 7, "must be a multiple of 3"),
            (
                ["maximum": .digits("18446744073709551615")], .digits("18446744073709551616"),
                "must be at most 18446744073709551615e0"
            ),
            (["minLength": 1], "", "must have at least 1 character"),
            (["maxLength": 1], "ab", "must have at most 1 character"),
            (["pattern": "^a+$"], "b", "must match the pattern ^a+$"),
        ] as [(JSONValue, JSONValue, String)]
    )
    func `a number or a string is told what it must be`(schema: JSONValue, value: JSONValue, message: String) throws {
        #expect(try Schema(schema).violations(in: value).map(\.message) == [message])
    }

    @Test func `characters are counted, not bytes`() throws {
        let schema = try Schema(["minLength": 2, "maxLength": 3])
        for text in ["ab", "🐲🐲", "🐲🐲🐲", "éé", "e\u{301}"] { #expect(schema.accepts(.string(text))) }
        for text in ["🐲", "é", "🐲🐲🐲🐲", "e\u{301}e\u{301}"] { #expect(!schema.accepts(.string(text))) }
    }

    @Test func `the least integer has multiples`() throws {
        #expect(try Schema(["multipleOf": 1]).accepts(.int(.min)))
        #expect(try !Schema(["multipleOf": 3]).accepts(.int(.min)))
    }
}
