import Pattern
import Testing

@Suite struct ECMATranslationClassesTests {
    @Test(arguments: [
        ("^[]$", "", false), ("[]", "a", false), ("^[^]$", "\n", true), ("^[a\\]b]+$", "a]b", true),
        ("^[\\w.-]+$", "a-b.c", true), ("^[\\w-.]+$", "a-b.c", true), ("^[a-\\d]+$", "a-5", true),
        ("^[+-]$", "-", true),
        ("^[\\b]$", "\u{8}", true), ("^[^\\d\\s]+$", "ab", true), ("^[^\\d\\s]+$", "a b", false),
        ("^[\\S]$", "\u{A0}", false), ("^[\\P{L}a]+$", "a1", true), ("^[\\P{L}a]+$", "b", false),
        ("^[^\\p{Lu}]$", "é", true), ("^[\\u{1F400}-\\u{1F4FF}]$", "🐲", true), ("^[[:alpha:]]$", ":]", true),
        ("^[\\x41-\\x43]+$", "ABC", true), ("^[^a]$", "🐲", true), ("^[&&~]+$", "&~", true),
    ])
    func `a class holds what ECMA-262 says`(expression: String, text: String, matches: Bool) throws {
        #expect(try Pattern(expression, .ecma).matches(text) == matches)
    }

    @Test(arguments: [
        ("[z-a]", "a range in a class is out of order"), ("[a", "missing ]"),
        ("[\\B]", "\\B is not an escape of ECMA-262"),
        ("[\\P{LC}]", "this property cannot stand in a class"), ("[a\\", "a backslash at the end"),
        ("[\\1]", "\\1 is not an escape of ECMA-262"),
    ])
    func `a class that is none is refused`(expression: String, reason: String) {
        #expect(throws: PatternError(reason)) { try Pattern(expression, .ecma) }
    }
}
