import JSON
import Testing

@Suite struct JSONParserTests {
    @Test func `every kind of value is read`() throws {
        let text = #"{"a":[1,-2.5,true,false,null],"b":{"c":"\u0041\n"}}"#
        let expected: JSONValue = ["a": [1, -2.5, true, false, .null], "b": ["c": "A\n"]]
        #expect(try JSONValue(parsing: text) == expected)
    }
}
