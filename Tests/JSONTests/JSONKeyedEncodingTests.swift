import JSON
import Testing

@Suite struct JSONKeyedEncodingTests {
    private enum Key: String, CodingKey { case a, b, c }
    private struct Encoding: Encodable {
        var write: @Sendable (inout KeyedEncodingContainer<Key>) throws -> Void
        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: Key.self)
            try write(&container)
        }
    }
    private func encoded(_ write: @escaping @Sendable (inout KeyedEncodingContainer<Key>) throws -> Void) throws
        -> String
    {
        try JSONValue(encoding: Encoding(write: write)).text
    }

    @Test func `nested containers are filled in any order and keep their places`() throws {
        let text = try encoded { container in
            var nested = container.nestedContainer(keyedBy: Key.self, forKey: .a)
            var list = container.nestedUnkeyedContainer(forKey: .b)
            try container.encode(1, forKey: .c)
            try list.encode("x")
            try nested.encode(2.5, forKey: .b)
            try nested.encodeNil(forKey: .a)
        }
        #expect(text == #"{"a":{"b":2.5,"a":null},"b":["x"],"c":1}"#)
    }

    @Test func `the last value under a key wins, and an abandoned container does not come back`() throws {
        let text = try encoded { container in
            try container.encode(1, forKey: .a)
            try container.encode("two", forKey: .a)
            var list = container.nestedUnkeyedContainer(forKey: .b)
            try list.encode(1)
            try container.encode(true, forKey: .b)
        }
        #expect(text == #"{"a":"two","b":true}"#)
    }

    @Test func `a superclass writes under super`() throws {
        let text = try encoded { container in
            try 1.encode(to: container.superEncoder())
            try 2.encode(to: container.superEncoder(forKey: .a))
        }
        #expect(text == #"{"super":1,"a":2}"#)
    }
}
