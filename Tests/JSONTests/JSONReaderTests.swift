import JSON
import Testing

@Suite struct JSONReaderTests {
    @Test func `white space may stand around every token`() throws {
        let text = " \t\r\n[ \n1 ,\t{ \"a\" :\r\n[ ] , \"b\" : { } } ] \n"
        #expect(try JSONValue(parsing: text).text == #"[1,{"a":[],"b":{}}]"#)
    }

    @Test func `members keep the order in which they were written`() throws {
        let text = #"{"z":1,"a":2,"m":3}"#
        #expect(try JSONValue(parsing: text).text == text)
    }

    @Test func `every beginning of a text is refused`() throws {
        let text = Array(#"{"a":[1.5e3,"b\u0041\n",true,null,{"c":-1}]}"#.utf8)
        for length in 0..<text.count { #expect(problem(with: Array(text[..<length])) != nil) }
        #expect(problem(with: text) == nil)
    }

    @Test func `an error carries the offset of the offending byte`() {
        #expect(problem(with: #"{"a":tru}"#) == JSONError(.unexpected(UInt8(ascii: "}"), expected: .literal), at: 8))
        #expect(problem(with: #"[1,2"#) == JSONError(.unexpectedEnd(expected: .commaOrEndOfArray), at: 4))
        #expect(problem(with: #"{"a":1,"b":2,"a":3}"#) == JSONError(.duplicateKey("a"), at: 13))
    }
}
