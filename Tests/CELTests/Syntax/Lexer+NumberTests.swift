@testable import CEL
import Testing

@Suite struct LexerNumberTests {
    @Test(
        arguments: [
            ("0", .int(0)), ("0x1F", .int(31)), ("0XfU", .uint(15)), ("42u", .uint(42)), ("1.5", .double(1.5)),
            (".5", .double(0.5)), ("1e3", .double(1000)), ("1E-2", .double(0.01)), ("18446744073709551615", .int(.max)),
        ] as [(String, Token.Kind)]
    )
    func `numbers are read`(text: String, kind: Token.Kind) throws {
        #expect(try Lexer.tokens(of: text).first?.kind == kind)
    }

    @Test(arguments: [
        ("0x", "missing digits after 0x"), ("18446744073709551616", "the number is too large"),
        ("1a", "a number cannot go on with 'a'"), ("1e", "a number cannot go on with 'e'"),
        ("1.5u", "a number cannot go on with 'u'"),
    ])
    func `what is no number is refused`(text: String, message: String) {
        #expect(message == CELTests.message(of: text))
    }
}
