@testable import CEL
import Testing

@Suite struct LexerTests {
    private func kinds(_ text: String) throws -> [Token.Kind] { try Lexer.tokens(of: text).map(\.kind) }

    @Test func `an expression is cut into words`() throws {
        let kinds = try kinds("a.b>=1//c\n&& !x")
        #expect(
            kinds == [
                .name("a"), .symbol(.dot), .name("b"), .symbol(.greaterOrEqual), .int(1), .symbol(.and), .symbol(.not),
                .name("x"), .end,
            ]
        )
    }

    @Test func `words know where they stand`() throws {
        #expect(try Lexer.tokens(of: " é".replacing("é", with: "'é' x")).map(\.offset) == [1, 6, 7])
    }

    @Test(arguments: [
        ("a = b", 2, "'=' compares nothing; equality is =="), ("a & b", 2, "'&' is no operator; and is &&"),
        ("a | b", 2, "'|' is no operator; or is ||"), ("a é", 2, "unexpected character 'é'"),
        ("a \u{1}", 2, "unexpected character '\\u{01}'"), ("`a", 0, "the name between backticks does not end"),
    ])
    func `what is no word is refused where it stands`(text: String, offset: Int, message: String) {
        #expect(throws: CELError.Problem(message, at: offset)) { try Lexer.tokens(of: text) }
    }
}
