import JSON
import Testing

@Suite struct JSONValueDecoderTests {
    private struct Address: Decodable, Equatable {
        var street: String
        var number: Int?
    }
    private enum Tone: String, Decodable, CaseIterable { case plain, formal }
    private struct Order: Decodable, Equatable {
        var address: Address
        var items: [Int]
        var tone: Tone?
        var notes: [String: Int]?
    }
    private struct Even: Decodable, Equatable {
        let value: Int
        enum CodingKeys: CodingKey { case value }
        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            value = try container.decode(Int.self, forKey: .value)
            guard value.isMultiple(of: 2) else {
                throw DecodingError.dataCorruptedError(forKey: .value, in: container, debugDescription: "must be even")
            }
        }
    }
    private struct Nothing: Decodable, Equatable {}
    private struct Holder: Decodable { var nothing: Nothing }

    private func mismatch<T: Decodable>(_ text: String, as type: T.Type) -> String? {
        do {
            _ = try JSONValue(parsing: text).decode(type)
            return nil
        } catch {
            return (error as? JSONMismatch)?.description
        }
    }

    @Test func `a document becomes the type that was asked for`() throws {
        let text = #"{"address":{"street":"High"},"items":[1,2.0,3e0],"tone":"formal","notes":{"a":1},"other":0}"#
        let order: Order = try JSONValue(parsing: text).decode()
        let address = Address(street: "High", number: nil)
        #expect(order == Order(address: address, items: [1, 2, 3], tone: .formal, notes: ["a": 1]))
    }

    @Test(arguments: [
        ("[]", "value: expected an object, found an array"),
        ("{}", "address: expected an object, found nothing"),
        (#"{"address":{}}"#, "address.street: expected a string, found nothing"),
        (#"{"address":{"street":1}}"#, "address.street: expected a string, found a number"),
        (#"{"address":{"street":"x","number":"1"}}"#, "address.number: expected an integer, found a string"),
        (#"{"address":{"street":"x"},"items":{}}"#, "items: expected an array, found an object"),
        (#"{"address":{"street":"x"},"items":[0,1,2,"3"]}"#, "items[3]: expected an integer, found a string"),
        (
            #"{"address":{"street":"x"},"items":[],"tone":"rude"}"#,
            "tone: expected one of plain, formal, found a string"
        ),
        (#"{"address":{"street":"x"},"items":[],"notes":{"a":null}}"#, "notes.a: expected an integer, found null"),
    ])
    func `a mismatch names its path, what was expected and what was found`(text: String, description: String) {
        #expect(mismatch(text, as: Order.self) == description)
    }

    @Test func `what a type itself refuses has a path and the author's words`() {
        let expected = "[1].value: expected a valid value (must be even), found an object"
        #expect(mismatch(#"[{"value":2},{"value":3}]"#, as: [Even].self) == expected)
    }

    @Test func `a member may be missing only if it is optional, even when its type is empty`() {
        #expect(mismatch("{}", as: Holder.self) == "nothing: expected a value, found nothing")
        #expect(mismatch(#"{"nothing":{}}"#, as: Holder.self) == nil)
    }

    @Test func `a JSON value is taken as it is`() throws {
        let value = try JSONValue(parsing: #"{"a":[1,1.0,1e400,null,{}]}"#)
        #expect(try value.decode(JSONValue.self) == value)
        #expect(try value.decode([String: JSONValue].self) == ["a": [1, 1.0, .digits("1e400"), .null, [:]]])
        #expect(try value.decode(JSONObject.self) == value.object)
    }
}
