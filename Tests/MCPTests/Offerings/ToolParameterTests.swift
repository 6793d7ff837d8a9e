import JSON
import Testing

@testable import MCP

@Suite struct ToolParameterTests {
    private enum Tone: String, CaseIterable, ToolParameter { case plain, warm }

    @Test func `an integer may be written as a decimal`() throws {
        #expect(try Int(JSONValue.double(42)) == 42)
        #expect(throws: ArgumentMistake("an integer")) { try Int(JSONValue.double(42.5)) }
        #expect(throws: ArgumentMistake("an integer")) { try Int(JSONValue.digits("99999999999999999999")) }
        #expect(throws: ArgumentMistake("an integer")) { try Int(JSONValue.double(1e300)) }
    }

    @Test func `a number may be an integer or very long`() throws {
        #expect(try Double(JSONValue.int(2)) == 2)
        #expect(try Double(JSONValue.digits("12345678901234567890")) == 1.2345678901234567e19)
        #expect(throws: ArgumentMistake("a number")) { try Double(JSONValue.string("2")) }
    }

    @Test func `an enumeration is one of its cases`() throws {
        #expect(try Tone(JSONValue.string("warm")) == .warm)
        #expect(throws: ArgumentMistake("one of 'plain', 'warm'")) { try Tone(JSONValue.string("cold")) }
        #expect(Tone.schema == ["type": "string", "enum": ["plain", "warm"]])
    }

    @Test func `an optional takes null`() throws {
        #expect(try String?(JSONValue.null) == nil)
        #expect(try String?(JSONValue.string("x")) == "x")
        #expect(throws: ArgumentMistake("a string")) { try String?(JSONValue.int(5)) }
    }

    @Test func `a mistake in an array names its place`() {
        let mistake = #expect(throws: ArgumentMistake.self) { try [[Int]]([[1], [2, "x"]] as JSONValue) }
        #expect(mistake?.path == "[1][1]")
    }

    @Test func `any JSON is any JSON`() throws {
        let value: JSONValue = ["a": .null]
        #expect(try JSONValue(value) as JSONValue == value)
        #expect(JSONValue.schema.isEmpty)
    }

    @Test func `texts are not numbers and not truths`() {
        #expect(throws: ArgumentMistake("true or false")) { try Bool(JSONValue.string("true")) }
        #expect(throws: ArgumentMistake("a string")) { try String(JSONValue.int(1)) }
    }
}
