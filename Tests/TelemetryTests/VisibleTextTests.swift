import JSON
import Telemetry
import Testing

@Suite struct VisibleTextTests {
    private func shown(_ text: String) -> String {
        var line = TextOutput()
        VisibleText.append(text, to: &line)
        var other = TextOutput()
        VisibleText.append(Array(text.utf8)[...], to: &other)
        #expect(line.text == other.text)
        return String(decoding: line.text, as: UTF8.self)
    }

    @Test(arguments: [
        ("plain text", "plain text"), ("\"\\", #"\"\\"#), ("a\nb\r\t", #"a\nb\r\t"#),
        ("\u{0}\u{1b}\u{7f}", #"\u0000\u001b\u007f"#),
        ("\u{85}\u{9f}", #"\u0085\u009f"#), ("\u{202a}\u{2066}\u{200f}", #"\u202a\u2066\u200f"#),
        ("\u{2028}\u{2029}\u{feff}\u{ad}", #"\u2028\u2029\ufeff\u00ad"#), ("\u{e0041}", #"\udb40\udc41"#), ("é👋", "é👋"),
    ])
    func `what is seen stays, and the rest is shown by its number`(text: String, expected: String) {
        #expect(shown(text) == expected)
    }

    @Test func `a character is shown alike wherever it stands`() {
        for value in UInt8.min...0x7f {
            let character = String(Unicode.Scalar(value))
            for length in [1, 7, 8, 9, 16, 17] {
                for place in 0..<length {
                    let (before, after) = (
                        String(repeating: "a", count: place), String(repeating: "~", count: length - place - 1)
                    )
                    #expect(shown(before + character + after) == before + shown(character) + after)
                }
            }
        }
    }

    @Test func `it is the inside of a JSON string that means the same`() throws {
        let text = String(String.UnicodeScalarView((0..<0x3000).compactMap { Unicode.Scalar($0) }))
        #expect(try JSONValue(parsing: Array("\"\(shown(text))\"".utf8)) == .string(text))
    }

    @Test func `bytes that are no UTF-8 become a sign of it`() {
        var line = TextOutput()
        VisibleText.append([0x61, 0xff, 0xc0, 0x62][...], to: &line)
        #expect(String(decoding: line.text, as: UTF8.self) == "a\u{fffd}\u{fffd}b")
    }
}
