import JSON
import Testing

@testable import JSONSchema

@Suite struct JSONTypesTests {
    @Test(
        arguments: [
            ("null", .null), ("true", .boolean), ("1", .integer), ("1.0", .integer), ("1.5", .fraction),
            ("123456789012345678901234567890", .integer), ("1.5e400", .integer),
            ("0.12345678901234567890123", .fraction),
            ("\"\"", .string), ("[]", .array), ("{}", .object),
        ] as [(String, JSONTypes)]
    )
    func `a value has one type`(text: String, type: JSONTypes) throws {
        #expect(JSONTypes(of: try JSONValue(parsing: text)) == type)
    }

    @Test func `the phrase names every type`() {
        #expect(JSONTypes.integer.phrase == "an integer")
        #expect(JSONTypes([.number, .null]).phrase == "a number or null")
        #expect(JSONTypes(named: "any") == nil)
    }
}
