import JSON
import JSONSchema
import Testing

@Suite struct EvaluatorMembersTests {
    @Test(
        arguments: [
            (["minProperties": 2], ["a": 1], "must have at least 2 properties"),
            (["maxProperties": 1], ["a": 1, "b": 2], "must have at most 1 property"),
            (["required": ["a b"]], [:], "must have the property \"a b\""),
            (["dependentRequired": ["a": ["b"]]], ["a": 1], "must have the property \"b\" because it has \"a\""),
            (["additionalProperties": false], ["x": 1], "must not have the property \"x\""),
            (["unevaluatedProperties": false], ["x": 1], "must not have the property \"x\""),
            (["propertyNames": ["maxLength": 2]], ["abc": 1], "must have at most 2 characters"),
            (["dependentSchemas": ["a": ["minProperties": 2]]], ["a": 1], "must have at least 2 properties"),
        ] as [(JSONValue, JSONValue, String)]
    )
    func `an object is told what it must hold`(schema: JSONValue, value: JSONValue, message: String) throws {
        #expect(try Schema(schema).violations(in: value).map(\.message) == [message])
    }

    @Test func `a member may break several rules`() throws {
        let schema = try Schema([
            "properties": ["ab": ["minimum": 5]], "patternProperties": ["a": ["multipleOf": 2], "b": ["maximum": 0]],
        ])
        #expect(
            schema.violations(in: ["ab": 3]).map(\.message) == [
                "must be at least 5", "must be a multiple of 2", "must be at most 0",
            ]
        )
    }

    @Test func `the key that a client chose is repeated in part only`() throws {
        let schema = try Schema(["additionalProperties": false])
        let violations = schema.violations(
            in: .object(JSONObject([JSONObject.Member(String(repeating: "k", count: 100_000), 1)]))
        )
        #expect(violations.first.map { $0.sentence(about: "arguments").utf8.count < 200 } == true)
    }
}
