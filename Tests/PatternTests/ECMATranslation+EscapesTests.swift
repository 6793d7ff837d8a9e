import Pattern
import Testing

@Suite struct ECMATranslationEscapesTests {
    @Test(arguments: [
        ("^\\d$", "7", true), ("^\\d$", "\u{7C0}", false), ("^\\D$", "\u{7C0}", true), ("^\\w$", "é", false),
        ("^\\W$", "é", true), ("^\\s$", "\u{FEFF}", true), ("^\\s$", "\u{2003}", true), ("^\\s$", "\u{85}", false),
        ("^\\S$", "\u{2013}", true), ("^\\t\\n\\v\\f\\r\\0$", "\t\n\u{B}\u{C}\r\0", true),
        ("^\\cC\\cc$", "\u{3}\u{3}", true),
        ("^\\x41\\u0042\\u{43}$", "ABC", true), ("^\\uD83D\\uDC32$", "🐲", true), ("^\\^\\$\\.\\*\\\\$", "^$.*\\", true),
    ])
    func `an escape matches what ECMA-262 says`(expression: String, text: String, matches: Bool) throws {
        #expect(try Pattern(expression, .ecma).matches(text) == matches)
    }

    @Test(arguments: [
        ("\\Z", "\\Z is not an escape of ECMA-262"), ("\\01", "octal escapes are not supported"),
        ("\\c1", "missing a letter after \\c"), ("\\x4", "missing hexadecimal digits"),
        ("\\u12", "missing hexadecimal digits"),
        ("\\u{}", "missing hexadecimal digits after \\u{"), ("\\u{110000}", "\\u{…} beyond U+10FFFF"),
        ("\\uD83D", "\\ud83d is half of a surrogate pair; write \\u{…}"),
        ("\\uD83D\\u0041", "\\ud83d is half of a surrogate pair; write \\u{…}"), ("\\", "a backslash at the end"),
        ("\\p", "missing { after \\p"), ("\\p{é}", "bad name of a property"),
    ])
    func `an escape that is none is refused`(expression: String, reason: String) {
        #expect(throws: PatternError(reason)) { try Pattern(expression, .ecma) }
    }
}
