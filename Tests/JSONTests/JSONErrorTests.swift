import JSON
import Testing

@Suite struct JSONErrorTests {
    @Test(arguments: [
        (#"{"a":1,}"#, "expected a key, found '}' at byte 7"),
        (#"[1 2]"#, "expected ',' or ']', found '2' at byte 3"),
        ("[", "expected a value, found the end of the text at byte 1"),
        ("\u{1}", "expected a value, found byte 0x1 at byte 0"),
        ("\u{FEFF}1", "byte order mark at byte 0"),
        (#""\ud800""#, "half of a surrogate pair at byte 1"),
        (#"{"a":1,"a":2}"#, "duplicate key 'a' at byte 7"),
        ("nul", "expected true, false or null, found the end of the text at byte 3"),
        ("01", "expected no digit after a leading zero, found '1' at byte 1"),
    ])
    func `an error says what and where`(text: String, description: String) {
        #expect(throws: JSONError.self) { try JSONValue(parsing: text) }
        #expect(problem(with: text)?.description == description)
    }

    @Test func `of a key it repeats only a short extract in printable ASCII`() {
        let key = "\u{1B}[31m\u{202E}" + String(repeating: "k", count: 1_000)
        let error = JSONError(.duplicateKey(key), at: 3)
        #expect(error.description == "duplicate key '?[31m???\(String(repeating: "k", count: 24))…' at byte 3")
    }
}

/// Why `text` is refused; `nil` when it is not.
func problem(with text: String, _ parser: JSONParser = JSONParser()) -> JSONError? {
    problem(with: Array(text.utf8), parser)
}

func problem(with text: [UInt8], _ parser: JSONParser = JSONParser()) -> JSONError? {
    do {
        _ = try parser.parse(text.span)
        return nil
    } catch {
        return error
    }
}
