import JSON
import Testing

@testable import JSONSchema

@Suite struct SameValueTests {
    @Test(arguments: [
        ("1", "1.0"), ("[1, 2.0]", "[1.0, 2]"), (#"{"a": 1, "b": [2]}"#, #"{"b": [2.0], "a": 1.0}"#), ("null", "null"),
        (#""a""#, #""\u0061""#),
    ])
    func `neither order of members nor spelling counts`(lhs: String, rhs: String) throws {
        let (lhs, rhs) = (SameValue(try JSONValue(parsing: lhs)), SameValue(try JSONValue(parsing: rhs)))
        #expect(lhs == rhs)
        #expect(lhs.hashValue == rhs.hashValue)
    }

    @Test(arguments: [
        ("1", "true"), ("0", "false"), ("0", "null"), (#""1""#, "1"), ("[1, 2]", "[2, 1]"),
        (#"{"a": 1}"#, #"{"a": 1, "b": 2}"#),
        (#"{"a": 1}"#, #"{"b": 1}"#), (#""é""#, #""e\u0301""#), ("[]", "{}"),
        (#"{"a": 1, "b": 2}"#, #"{"b": 1, "a": 2}"#),
    ])
    func `other values are not the same`(lhs: String, rhs: String) throws {
        #expect(SameValue(try JSONValue(parsing: lhs)) != SameValue(try JSONValue(parsing: rhs)))
    }

    @Test(.timeLimit(.minutes(1))) func `large objects in another order are compared quickly`() {
        let members = (0..<20_000).map { JSONObject.Member("k\($0)", .int($0)) }
        let (lhs, rhs) = (JSONObject(members), JSONObject(members.reversed()))
        #expect(SameValue(.object(lhs)) == SameValue(.object(rhs)))
    }

    @Test func `the weight of a value is no more than asked for, and a little`() {
        #expect(JSONValue.array([1, ["a": "b"]]).weight(upTo: 100) == 5)
        #expect(JSONValue.array(Array(repeating: 1, count: 1_000)).weight(upTo: 10) < 20)
        #expect(JSONValue.string(String(repeating: "x", count: 640)).weight(upTo: 100) == 11)
    }
}
