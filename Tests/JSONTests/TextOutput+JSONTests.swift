import JSON
import Testing

@Suite struct TextOutputJSONTests {
    @Test func `only what must be escaped is`() {
        let text = (0..<0x20).compactMap(Unicode.Scalar.init).reduce(into: "") { $0.unicodeScalars.append($1) }
        let written =
            #"\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\t\n\u000b\f\r\u000e\u000f"#
            + #"\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f"#
        #expect(JSONValue.string(text).text == "\"\(written)\"")
        #expect(JSONValue.string("/\u{7F}\u{80}é\u{2028}😀<>&'").text == "\"/\u{7F}\u{80}é\u{2028}😀<>&'\"")
        #expect(JSONValue.string(#"a"b\c"#).text == #""a\"b\\c""#)
    }

    @Test func `an escape may stand anywhere in a string of any length`() throws {
        for length in 0..<40 {
            for place in 0...length {
                let text = String(repeating: "é", count: place) + "\"" + String(repeating: "x", count: length - place)
                #expect(try JSONValue(parsing: JSONValue.string(text).text) == .string(text))
            }
        }
    }

    @Test(arguments: [0, 9, 10, 99, 100, -1, -10, 999_999_999_999_999_999, 1_000_000_000_000_000_000, .max, .min])
    func `whole numbers are written plainly`(int: Int) {
        #expect(JSONValue.int(int).text == int.description)
    }

    @Test func `room that was reserved is used`() {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(1_000)
        let capacity = bytes.capacity
        JSONValue.string(String(repeating: "x", count: 900)).write(to: &bytes)
        #expect(bytes.count == 902)
        #expect(bytes.capacity == capacity)
    }

    @Test func `long texts are written whole`() throws {
        let value = JSONValue.array((0..<10_000).map { .string("item \($0)\n") })
        #expect(try JSONValue(parsing: value.bytes) == value)
    }
}
