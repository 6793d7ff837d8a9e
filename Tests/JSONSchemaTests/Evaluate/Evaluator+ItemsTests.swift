import JSON
import JSONSchema
import Testing

@Suite struct EvaluatorItemsTests {
    @Test(
        arguments: [
            (["minItems": 2], [1], "must have at least 2 items"),
            (["maxItems": 1], [1, 2], "must have at most 1 item"),
            (["uniqueItems": true], [1, 2, 1.0], "must not have the same item twice, as at 0 and 2"),
            (
                ["uniqueItems": true], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 3.0],
                "must not have the same item twice, as at 2 and 10"
            ),
            (["contains": ["type": "string"]], [1], "must have at least 1 item of the form that is asked for"),
            (["contains": true, "maxContains": 1], [1, 2], "must have at most 1 item of the form that is asked for"),
            (
                ["contains": true, "minContains": 3], [1, 2], "must have at least 3 items of the form that is asked for"
            ),
        ] as [(JSONValue, JSONValue, String)]
    )
    func `an array is told what it must hold`(schema: JSONValue, value: JSONValue, message: String) throws {
        #expect(try Schema(schema).violations(in: value).map(\.message) == [message])
    }

    @Test func `every item that is wrong is named`() throws {
        let schema = try Schema(["prefixItems": [["type": "string"]], "items": ["type": "integer"]])
        #expect(schema.violations(in: [1, 2, "a", "b"]).map { $0.instancePath.pointer } == ["/0", "/2", "/3"])
    }

    @Test func `what contains has found counts as evaluated`() throws {
        let schema = try Schema(["contains": ["type": "string"], "unevaluatedItems": ["type": "integer"]])
        #expect(schema.accepts(["a", 1, "b"]))
        #expect(schema.violations(in: ["a", .null, "b"]).map { $0.instancePath.pointer } == ["/1"])
    }
}
