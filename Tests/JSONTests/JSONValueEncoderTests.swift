import JSON
import Testing

@Suite struct JSONValueEncoderTests {
    private struct Place: Encodable {
        var name = "x"
        var numbers = [1, 2]
        var ratio = 0.5
        var note: String?
        var flag = true
        var byName = ["a": [1.5]]
    }
    private struct Nothing: Encodable {}

    @Test func `a type becomes the value it describes`() throws {
        let text = try JSONValue(encoding: Place()).text
        #expect(text == #"{"name":"x","numbers":[1,2],"ratio":0.5,"flag":true,"byName":{"a":[1.5]}}"#)
    }

    @Test func `scalars stand by themselves`() throws {
        #expect(try JSONValue(encoding: "x") == "x")
        #expect(try JSONValue(encoding: 1) == 1)
        #expect(try JSONValue(encoding: 1.5) == 1.5)
        #expect(try JSONValue(encoding: true) == true)
        #expect(try JSONValue(encoding: Int?.none) == .null)
        #expect(try JSONValue(encoding: [Int8(1)]) == [1])
        #expect(try JSONValue(encoding: UInt16.max) == 65_535)
        #expect(try JSONValue(encoding: [Int?.none, 1]) == [.null, 1])
    }

    @Test func `whole numbers beyond Int keep their digits`() throws {
        #expect(try JSONValue(encoding: UInt64.max) == .digits("18446744073709551615"))
        #expect(try JSONValue(encoding: Int128.min) == .digits("-170141183460469231731687303715884105728"))
        #expect(try JSONValue(encoding: UInt64(1)) == 1)
    }

    @Test func `a Float keeps its digits`() throws {
        #expect(try JSONValue(encoding: Float(0.1)) == .double(0.1))
        #expect(try JSONValue(encoding: Float.infinity).text == "null")
    }

    @Test func `a type that encodes nothing is an empty object`() throws {
        #expect(try JSONValue(encoding: Nothing()) == [:])
        #expect(try JSONValue(encoding: [Nothing()]) == [[:]])
        #expect(try JSONValue(encoding: [Int]()) == [])
    }

    @Test func `what it encodes it decodes`() throws {
        struct Whole: Codable, Equatable {
            var a = [UInt64.max: "x"]
            var b: Float = 1.1
            var c: [Bool?] = [nil, true]
            var d = Int64.min
        }
        #expect(try JSONValue(encoding: Whole()).decode(Whole.self) == Whole())
    }
}
