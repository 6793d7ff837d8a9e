@testable import JSON
import Testing

@Suite struct JSONNodeTests {
    private struct Twice: Encodable {
        enum Key: CodingKey { case a, b }
        func encode(to encoder: any Encoder) throws {
            var first = encoder.container(keyedBy: Key.self)
            try first.encode(1, forKey: .a)
            var second = encoder.container(keyedBy: Key.self)
            try second.encode(2, forKey: .b)
        }
    }
    private struct Wide: Encodable {
        enum Key: CodingKey { case a, b }
        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: JSONKey.self)
            for number in 0..<20_000 {
                var list = container.nestedUnkeyedContainer(forKey: JSONKey(stringValue: "\(number)"))
                try list.encode(number)
            }
        }
    }

    @Test func `containers asked for twice are the same`() throws {
        #expect(try JSONValue(encoding: Twice()) == ["a": 1, "b": 2])
    }

    @Test func `members keep their values however many there are`() throws {
        let object = try JSONValue(encoding: Wide()).object
        #expect(object?.count == 20_000)
        #expect(object?.members.last == .init("19999", [19_999]))
    }
}
