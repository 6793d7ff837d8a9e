import Foundation
import JSON
import Testing

@Suite struct JSONValueCodableTests {
    private struct Wrapper: Codable, Equatable {
        var value: JSONValue
        var object: JSONObject
    }
    private struct Bare: Encodable {
        func encode(to encoder: any Encoder) throws { try JSONValue.digits("1e400").encode(to: encoder) }
    }

    @Test func `a value inside a type comes back unchanged`() throws {
        let value: JSONValue = ["z": [1, 1.0, .null, true, "x"], "a": .digits("1e400")]
        let wrapper = Wrapper(value: value, object: ["k": .digits("18446744073709551616")])
        #expect(try JSONValue(encoding: wrapper).decode(Wrapper.self) == wrapper)
        #expect(try JSONValue(encoding: value) == value)
        #expect(try JSONValue(encoding: Bare()) == .digits("1e400"))
    }

    @Test func `other coders take it too`() throws {
        let value: JSONValue = ["a": [1, 1.5, .null, true, "x", [:], []]]
        let text = try JSONEncoder().encode(value)
        #expect(try JSONValue(parsing: [UInt8](text)) == value)
        #expect(try JSONDecoder().decode(JSONValue.self, from: text) == value)
    }

    @Test func `an object is nothing else`() {
        #expect(throws: JSONMismatch(path: "", expected: "an object", found: "an array")) {
            try JSONValue.array([]).decode(JSONObject.self)
        }
    }

    @Test func `a value that is missing is no value`() {
        #expect(throws: JSONMismatch(path: "value", expected: "a value", found: "nothing")) {
            try JSONValue.object([:]).decode(Wrapper.self)
        }
    }
}
