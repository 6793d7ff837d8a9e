@testable import CEL
import Testing

@Suite struct LexerStringTests {
    @Test(arguments: [
        (#"'\x41\101\u0041\U00000041'"#, "AAAA"), (#"'\ud83d\uDC31'"#, "🐱"), (#"r'\n'"#, #"\n"#), (#"R"\""#, #"\"#),
        ("'''a'b\n'''", "a'b\n"), (#""""\"""""#, "\""), (#"'\xff'"#, "ÿ"),
    ])
    func `strings are read`(text: String, value: String) throws {
        #expect(try Lexer.tokens(of: text).first?.kind == .string(value))
    }

    @Test func `bytes are octets`() throws {
        #expect(try Lexer.tokens(of: #"b'\xff\377ÿ'"#).first?.kind == .bytes([0xFF, 0xFF, 0xC3, 0xBF]))
        #expect(try Lexer.tokens(of: #"bR'\x'"#).first?.kind == .bytes([0x5C, 0x78]))
    }

    @Test func `names that begin like a prefix are names`() throws {
        #expect(try Lexer.tokens(of: "br").map(\.kind) == [.name("br"), .end])
        #expect(try Lexer.tokens(of: "r b").map(\.kind) == [.name("r"), .name("b"), .end])
    }

    @Test(arguments: [
        ("'a", "the string does not end"), ("'a\n'", "the string does not end"),
        (#"'\q'"#, "unknown escape; a backslash itself is \\\\"),
        (#"'\x4'"#, "the escape is not complete"), (#"'\400'"#, "unknown escape; a backslash itself is \\\\"),
        (#"'\ud83d'"#, "there is no such character"), (#"'\UFFFFFFFF'"#, "there is no such character"),
        (#"b'\u0041'"#, "unknown escape; a backslash itself is \\\\"), (#"'\"#, "the string does not end"),
        ("'''a''", "the string does not end"), ("r'", "the string does not end"),
        ("'\\ud83d\\u0041'", "there is no such character"),
    ])
    func `what is no string is refused`(text: String, message: String) {
        #expect(message == CELTests.message(of: text))
    }
}
