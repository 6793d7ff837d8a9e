import Foundation
import JSON
import Testing

@Suite struct JSONParserTests {
    @Test func `every kind of value is read`() throws {
        let text = #" {"a":[1,-2.5,true,false,null],"b":{"c":"\u0041\n"},"d":{},"e":[]} "#
        let expected: JSONValue = ["a": [1, -2.5, true, false, .null], "b": ["c": "A\n"], "d": [:], "e": []]
        #expect(try JSONValue(parsing: text) == expected)
    }

    @Test func `a text may be nested as deep as the limit and no deeper`() {
        var parser = JSONParser()
        parser.depthLimit = 3
        #expect(problem(with: "[[{}]]", parser) == nil)
        #expect(problem(with: "[[{\"a\":[]}]]", parser) == JSONError(.tooDeep(limit: 3), at: 7))
    }

    @Test(arguments: ["[", "{\"a\":"])
    func `a hundred thousand opening brackets are refused, whatever the limit`(opening: String) {
        var parser = JSONParser()
        let text = String(repeating: opening, count: 100_000)
        #expect(problem(with: text)?.reason == .tooDeep(limit: 128))
        parser.depthLimit = .max
        #expect(problem(with: text, parser)?.reason == .tooDeep(limit: 1_000))
    }

    @Test func `the deepest text allowed is read, compared, written and let go`() throws {
        var parser = JSONParser()
        parser.depthLimit = 1_000
        let text = String(repeating: "[", count: 1_000) + String(repeating: "]", count: 1_000)
        let value = try parser.parse(Array(text.utf8).span)
        #expect(try value == parser.parse(Array(text.utf8).span))
        #expect(value.text == text)
    }

    @Test func `the number of values is limited`() {
        var parser = JSONParser()
        parser.valueLimit = 4
        #expect(problem(with: "[1,{\"a\":2}]", parser) == nil)
        #expect(problem(with: "[1,{\"a\":2},3]", parser) == JSONError(.tooManyValues(limit: 4), at: 11))
    }

    @Test func `the length of a number is limited`() {
        var parser = JSONParser()
        parser.numberLengthLimit = 5
        #expect(problem(with: "[12345,-1234,1.2e3]", parser) == nil)
        #expect(problem(with: "[123456]", parser) == JSONError(.numberTooLong(limit: 5), at: 1))
    }

    @Test(arguments: [
        #"{"method":1,"method":1}"#,
        #"{"method":1,"\u006dethod":2}"#,
        #"{"params":{"arguments":{"a":1,"b":2,"a":3}}}"#,
        #"[{"_meta":{"x":{},"x":{}}}]"#,
        #"{"":1,"":2}"#,
    ])
    func `a key that comes twice is refused at any depth and however it is escaped`(text: String) {
        let reason = problem(with: text)?.reason
        #expect(
            reason == .duplicateKey("method") || reason == .duplicateKey("a") || reason == .duplicateKey("x")
                || reason == .duplicateKey("")
        )
    }

    @Test(arguments: [
        (#"{"method":1,"Method":2,"METHOD":3}"#, 3),
        (#"{"param":1,"param\#u{017F}":2}"#, 2),
        (#"{"K":1,"\#u{212A}":2,"k":3}"#, 3),
        (#"{"é":1,"e\#u{301}":2}"#, 2),
        (#"{"method":1,"method\u0000":2,"method\#u{200B}":3}"#, 3),
    ])
    func `keys that only look alike are different keys`(text: String, count: Int) throws {
        let object = try #require(try JSONValue(parsing: text).object)
        #expect(object.count == count)
        for member in object.members { #expect(object[member.key] == member.value) }
    }

    @Test func `the last of two members wins where that is asked for`() throws {
        var parser = JSONParser()
        parser.duplicates = .lastWins
        let value = try parser.parse(Array(#"{"a":1,"b":2,"\u0061":3}"#.utf8).span)
        #expect(value.text == #"{"a":3,"b":2}"#)
    }

    @Test(arguments: [JSONParser.Duplicates.refused, .lastWins])
    func `an object of seven hundred thousand keys takes linear time`(duplicates: JSONParser.Duplicates) throws {
        var parser = JSONParser()
        parser.duplicates = duplicates
        parser.valueLimit = 1_000_000
        let text = Array(("{" + (0..<700_000).map { "\"key\($0)\":0" }.joined(separator: ",") + "}").utf8)
        let start = ContinuousClock.now
        let value = try parser.parse(text.span)
        // Looking at every pair of keys would take hours.
        #expect(ContinuousClock.now - start < .seconds(60))
        #expect(value.object?.count == 700_000)
    }

    @Test func `keys that normalisation would make equal do not slow an object down`() throws {
        let keys = (0..<20_000).map { number in
            (0..<16).map { number >> $0 & 1 == 0 ? "K" : "\u{212A}" }.joined()
        }
        let text = "{" + keys.map { "\"\($0)\":0" }.joined(separator: ",") + "}"
        let start = ContinuousClock.now
        #expect(try JSONValue(parsing: text).object?.count == 20_000)
        #expect(ContinuousClock.now - start < .seconds(60))
    }

    @Test(
        arguments: [
            [0xEF, 0xBB, 0xBF, 0x31], [0xFE, 0xFF, 0x00, 0x31], [0xFF, 0xFE, 0x31, 0x00], [0x31, 0x00],
            [0x00, 0x00, 0xFE, 0xFF, 0x00, 0x00, 0x00, 0x31],
        ] as [[UInt8]]
    )
    func `only UTF-8 without a byte order mark is read`(bytes: [UInt8]) {
        #expect(problem(with: bytes) != nil)
    }

    @Test(arguments: [
        "", " ", "1 1", "{} {}", "[1]]", "{}//", "/**/1", "#1", "NaN", "Infinity", "-Infinity", "'a'", "{a:1}", "True",
        "[1,]", "[,1]", "[1,,2]", "{,}", "{\"a\"}", "{\"a\":}", "{\"a\" 1}", "{1:1}", "nulL", "nullx", "\u{A0}1",
        "\u{0C}1",
    ])
    func `what is not JSON is refused`(text: String) {
        #expect(problem(with: text) != nil)
    }

    @Test func `a string of ten million characters is read`() throws {
        let text = String(repeating: "x", count: 10_000_000)
        #expect(try JSONValue(parsing: "\"\(text)\"") == .string(text))
    }

    @Test(arguments: [("[]", 2 + 128), ("[1,2]", 5 + 3 * 128), (#"{"a":{}}"#, 8 + 2 * 128)])
    func `a value weighs its text and its parts`(text: String, weight: Int) throws {
        var found = 0
        _ = try JSONParser().parse(text.utf8.span, weight: &found)
        #expect(found == weight)
    }
}
