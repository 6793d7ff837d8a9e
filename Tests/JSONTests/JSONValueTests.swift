import JSON
import Testing

@Suite struct JSONValueTests {
    @Test func `a literal is the value it looks like`() {
        let value: JSONValue = ["s": "x", "i": 1, "d": 1.5, "b": true, "a": [1, "y"], "o": [:]]
        #expect(value["s"] == .string("x"))
        #expect(value["i"] == .int(1))
        #expect(value["d"] == .double(1.5))
        #expect(value["b"] == .bool(true))
        #expect(value["a"] == .array([.int(1), .string("y")]))
        #expect(value["o"] == .object(JSONObject()))
    }

    @Test func `a value gives its content only as what it is`() {
        #expect(JSONValue.string("x").string == "x")
        #expect(JSONValue.int(1).int == 1)
        #expect(JSONValue.bool(true).bool == true)
        #expect(JSONValue.array([]).array == [])
        #expect(JSONValue.object([:]).object == [:])
        #expect(JSONValue.string("1").int == nil)
        #expect(JSONValue.int(1).bool == nil)
        #expect(JSONValue.double(1).int == nil)
        #expect(JSONValue.null.string == nil)
        #expect(JSONValue.array([]).object == nil)
        #expect(JSONValue.null["a"] == nil)
    }
}
