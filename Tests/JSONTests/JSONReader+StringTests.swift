import JSON
import Testing

@Suite struct JSONReaderStringTests {
    @Test(arguments: [
        ("\"\"", ""), (#""abc""#, "abc"), (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"), (#""\u0041""#, "A"),
        (#""\u00e9\u00E9""#, "éé"), (#""\ud83d\ude00""#, "😀"), (#""\uD834\uDD1E""#, "𝄞"), (#""\u0000""#, "\0"),
        (#""größe 日本 😀""#, "größe 日本 😀"), (#""\uFFFD""#, "\u{FFFD}"),
        ("\"\u{7F}\u{2028}\"", "\u{7F}\u{2028}"),
        (#""é\n日本\t😀""#, "é\n日本\t😀"), (#""\uDBFF\uDFFF""#, "\u{10FFFF}"),
    ])
    func `a string is read`(text: String, value: String) throws {
        #expect(try JSONValue(parsing: text) == .string(value))
    }

    @Test func `scalars that are no characters are read`() throws {
        let text = try #require(try JSONValue(parsing: #""\uFFFF\uFDD0""#).string)
        #expect(text.unicodeScalars.map(\.value) == [0xFFFF, 0xFDD0])
    }

    @Test(arguments: [
        #""\ud800""#, #""\udc00""#, #""\ud800\ud800""#, #""\udc00\ud800""#, #""\ud800\u0041""#, #""\ud800x""#,
        #""\ud800\n""#, #""x\ud800""#, #""\ud83d\\ude00""#,
    ])
    func `half of a surrogate pair is refused`(text: String) {
        #expect(problem(with: text)?.reason == .loneSurrogate)
    }

    @Test(arguments: [
        "\"", #""a"#, #""\"#, #""\""#, #""\x41""#, #""\u""#, #""\u00""#, #""\u004""#, #""\u004g""#, #""\U0041""#,
        #""\'""#, "\"\\\u{0}\"", #""\u+041""#, #""\u 041""#, #""\ud800\u""#, "\"\\é\"",
    ])
    func `a broken string is refused`(text: String) {
        #expect(problem(with: text) != nil)
    }

    @Test func `a control character is refused wherever it stands`() {
        for control in UInt8(0)..<0x20 {
            for length in 0..<20 {
                let plain = [UInt8](repeating: UInt8(ascii: "x"), count: length)
                let text = [UInt8(ascii: "\"")] + plain + [control] + plain + [UInt8(ascii: "\"")]
                #expect(problem(with: text)?.offset == length + 1)
            }
        }
    }

    @Test(
        arguments: [
            [0x80], [0xBF], [0xC0, 0x80], [0xC1, 0xBF], [0xC3], [0xE0, 0x80, 0x80], [0xE0, 0x9F, 0xBF],
            [0xED, 0xA0, 0x80],
            [0xED, 0xBF, 0xBF], [0xE2, 0x82], [0xF0, 0x80, 0x80, 0x80], [0xF0, 0x8F, 0xBF, 0xBF], [0xF0, 0x9F, 0x98],
            [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFE], [0xFF], [0xC3, 0x28],
        ] as [[UInt8]]
    )
    func `bytes that are not UTF-8 are refused where they stand`(bytes: [UInt8]) {
        let quote = UInt8(ascii: "\"")
        #expect(problem(with: [quote] + bytes + [quote]) == JSONError(.invalidUTF8, at: 1))
        #expect(problem(with: Array(#"["abcdefghijklmn"#.utf8) + bytes + [quote])?.offset == 16)
        #expect(problem(with: Array(#""\n"#.utf8) + bytes + Array(#"\n""#.utf8)) == JSONError(.invalidUTF8, at: 3))
    }

    @Test func `a character cut in two by an escape is refused`() {
        #expect(problem(with: [0x22, 0xC3] + Array(#"\u00a9"#.utf8) + [0x22])?.reason == .invalidUTF8)
        #expect(problem(with: [0x22] + Array(#"\u00c3"#.utf8) + [0xA9, 0x22])?.reason == .invalidUTF8)
    }

    @Test func `strings of every length end where they end`() throws {
        for length in 0..<70 {
            let text = String(repeating: "a", count: length)
            #expect(try JSONValue(parsing: "[\"\(text)\",\"\(text)\\n\"]") == [.string(text), .string(text + "\n")])
        }
    }
}
