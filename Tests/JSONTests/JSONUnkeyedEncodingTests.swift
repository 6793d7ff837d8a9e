import JSON
import Testing

@Suite struct JSONUnkeyedEncodingTests {
    private struct List: Encodable {
        func encode(to encoder: any Encoder) throws {
            var container = encoder.unkeyedContainer()
            var nested = container.nestedUnkeyedContainer()
            try container.encode("x")
            try container.encodeNil()
            var object = container.nestedContainer(keyedBy: Key.self)
            try container.encode(container.count)
            try 1.5.encode(to: container.superEncoder())
            try nested.encode(false)
            try object.encode([1], forKey: .a)
        }
    }
    private enum Key: CodingKey { case a }

    @Test func `elements keep their places while nested containers are filled`() throws {
        #expect(try JSONValue(encoding: List()).text == #"[[false],"x",null,{"a":[1]},4,1.5]"#)
    }
}
