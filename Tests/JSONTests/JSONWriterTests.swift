import JSON
import Testing

@Suite struct JSONWriterTests {
    @Test func `a value is written without white space`() {
        let value: JSONValue = ["a": [1, -2.5, true, false, .null, "x"], "b": [:], "c": [], "d": .digits("1e400")]
        #expect(value.text == #"{"a":[1,-2.5,true,false,null,"x"],"b":{},"c":[],"d":1e400}"#)
    }

    @Test func `it goes behind what is there`() {
        var bytes = Array("data: ".utf8)
        JSONValue.string("x").write(to: &bytes)
        JSONObject([.init("a", 1)]).write(to: &bytes)
        #expect(String(decoding: bytes, as: UTF8.self) == #"data: "x"{"a":1}"#)
    }

    @Test(
        arguments: [
            (1.0, "1.0"), (0.1, "0.1"), (-0.0, "-0.0"), (1e16, "1e+16"), (.infinity, "null"), (.nan, "null"),
            (-.infinity, "null"),
        ] as [(Double, String)]
    )
    func `a double has its shortest digits, and null stands for what JSON cannot say`(double: Double, text: String) {
        #expect(JSONValue.double(double).text == text)
    }

    @Test func `any value reads back equal`() throws {
        var generator = SeededGenerator(seed: 1)
        for _ in 0..<300 {
            let value = generator.value(depth: 3)
            let read = try JSONValue(parsing: value.bytes)
            #expect(read == value)
            #expect(read.hashValue == value.hashValue)
            #expect(read.bytes == value.bytes)
        }
    }
}
