import JSON
import Testing

@Suite struct JSONKeyedDecodingTests {
    private enum Key: String, CodingKey { case a, b, list }
    private struct Nested: Decodable {
        let value: Int
        let count: Int?
        let keys: [String]
        let hasB: Bool
        init(from decoder: any Decoder) throws {
            let outer = try decoder.container(keyedBy: Key.self)
            let inner = try outer.nestedContainer(keyedBy: Key.self, forKey: .a)
            value = try inner.decode(Int.self, forKey: .b)
            count = try outer.nestedUnkeyedContainer(forKey: .list).count
            keys = outer.allKeys.map(\.rawValue)
            hasB = try outer.contains(.b) && !outer.decodeNil(forKey: .b)
        }
    }
    private class Base: Decodable { var a = 0 }
    private final class Derived: Base {
        let b: Int
        required init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: Key.self)
            b = try container.decode(Int.self, forKey: .b)
            try super.init(from: container.superDecoder())
        }
    }

    @Test func `containers may be nested`() throws {
        let nested = try JSONValue(parsing: #"{"a":{"b":1},"list":[1,2],"b":null,"unknown":0}"#).decode(Nested.self)
        #expect(nested.value == 1)
        #expect(nested.count == 2)
        #expect(nested.keys == ["a", "list", "b"])
        #expect(!nested.hasB)
    }

    @Test func `a superclass finds its part under super`() throws {
        let derived = try JSONValue(parsing: #"{"b":2,"super":{"a":1}}"#).decode(Derived.self)
        #expect(derived.a == 1)
        #expect(derived.b == 2)
        let expected = JSONMismatch(path: "super", expected: "an object", found: "nothing")
        #expect(throws: expected) { try JSONValue(parsing: #"{"b":2}"#).decode(Derived.self) }
    }

    @Test func `keys are compared byte by byte`() throws {
        #expect(throws: JSONMismatch(path: "a.b", expected: "an integer", found: "nothing")) {
            try JSONValue(parsing: #"{"a":{"B":1}}"#).decode(Nested.self)
        }
    }

    @Test func `a dictionary of many keys takes linear time`() throws {
        let members = (0..<50_000).map { JSONObject.Member("key\($0)", .int($0)) }
        let start = ContinuousClock.now
        let dictionary = try JSONValue.object(JSONObject(members)).decode([String: Int].self)
        #expect(ContinuousClock.now - start < .seconds(60))
        #expect(dictionary.count == 50_000)
        #expect(dictionary["key49999"] == 49_999)
    }
}
