import JSON
import Testing

@Suite struct JSONUnkeyedDecodingTests {
    private struct Pair: Decodable {
        let number: Int
        let text: String
        let rest: [Int]
        init(from decoder: any Decoder) throws {
            var container = try decoder.unkeyedContainer()
            number = try container.decode(Int.self)
            text = try container.decode(String.self)
            var nested = try container.nestedUnkeyedContainer()
            var rest: [Int] = []
            while !nested.isAtEnd { rest.append(try nested.decodeNil() ? 0 : nested.decode(Int.self)) }
            self.rest = rest
        }
    }
    private struct Either: Decodable, Equatable {
        let text: String
        init(from decoder: any Decoder) throws {
            var container = try decoder.unkeyedContainer()
            if let number = try? container.decode(Int.self) {
                text = "\(number)"
            } else {
                text = try container.decode(String.self)
            }
        }
    }

    @Test func `elements come one after the other`() throws {
        let pair = try JSONValue(parsing: #"[1,"x",[2,null,3]]"#).decode(Pair.self)
        #expect(pair.number == 1)
        #expect(pair.text == "x")
        #expect(pair.rest == [2, 0, 3])
    }

    @Test func `an element that is missing is named`() {
        #expect(throws: JSONMismatch(path: "[1]", expected: "another element", found: "nothing")) {
            try JSONValue(parsing: "[1]").decode(Pair.self)
        }
        #expect(throws: JSONMismatch(path: "[2][1]", expected: "an integer", found: "a boolean")) {
            try JSONValue(parsing: #"[1,"x",[2,true]]"#).decode(Pair.self)
        }
    }

    @Test func `an element that did not fit may be read another way`() throws {
        #expect(try JSONValue(parsing: "[1]").decode(Either.self).text == "1")
        #expect(try JSONValue(parsing: #"["x"]"#).decode(Either.self).text == "x")
    }
}
