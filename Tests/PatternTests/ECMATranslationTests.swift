import Testing

@testable import Pattern

@Suite struct ECMATranslationTests {
    @Test(arguments: [
        ("^abc$", "abc", true), ("^abc$", "abc\n", false), ("^abc$", "x\nabc", false), ("a|^b", "xa", true),
        ("^a.c$", "a\u{2028}c", false), ("^a.c$", "a\u{85}c", true), ("^.$", "🐲", true),
        ("\\bfoo\\b", "a foo b", true), ("\\bfoo\\b", "afoo", false), ("^(?<year>\\d{4})-(?:\\d\\d)$", "2024-05", true),
        ("^x-", "x-y", true), ("^(a|)$", "", true), ("a{2,3}?b", "aab", true), ("^[a-z]{2,}$", "a", false),
        ("^]}{,$", "]}{,", true), ("^a{,2}$", "a{,2}", true), ("", "anything", true), ("^\\-\\@\\/$", "-@/", true),
    ])
    func `an expression matches what ECMA-262 says`(expression: String, text: String, matches: Bool) throws {
        #expect(try Pattern(expression, .ecma).matches(text) == matches)
    }

    @Test(arguments: [
        ("*a", "nothing to repeat"), ("a**", "nothing to repeat"), ("^*", "nothing to repeat"), ("(a", "missing )"),
        ("a)", "missing ("), ("(?=a)", "lookahead is not supported"), ("(?!a)", "lookahead is not supported"),
        ("(?<=a)b", "lookbehind is not supported"), ("(?<!a)b", "lookbehind is not supported"),
        ("(a)\\1", "backreferences are not supported"), ("(?<n>a)\\k<n>", "backreferences are not supported"),
        ("(?i)a", "of the groups that begin with (? only (?: and (?<name> are supported"),
        ("(?<a", "bad name of a group"), ("(?<>a)", "bad name of a group"), ("a{3,2}", "{3,2} is out of order"),
        (String(repeating: "(", count: 101), "more than 100 groups inside each other"),
    ])
    func `what cannot be matched is refused by name`(expression: String, reason: String) {
        #expect(throws: PatternError(reason)) { try Pattern(expression, .ecma) }
    }

    @Test func `more than a thousand repetitions are counted, too`() throws {
        let pattern = try Pattern("^[a-z]{1001,2500}$", .ecma)
        #expect(!pattern.matches(String(repeating: "a", count: 1_000)))
        #expect(pattern.matches(String(repeating: "a", count: 1_001)))
        #expect(pattern.matches(String(repeating: "a", count: 2_500)))
        #expect(!pattern.matches(String(repeating: "a", count: 2_501)))
        #expect(try Pattern("^(ab|c){1500,}$", .ecma).matches(String(repeating: "abc", count: 750)))
        #expect(throws: PatternError.self) { try Pattern("a{99999999999999999999}", .ecma) }
    }

    /// Whatever the expression is, it is matched or refused.
    @Test func `no text makes the translation stumble`() {
        let parts = [
            "a", "é", "🐲", "\\", "[", "]", "^", "$", "(", ")", "(?:", "(?<n>", "{", "}", "{2,3}", "{1001}", "*", "+",
            "?", "|", "-", ".",
            "\\d", "\\W", "\\p{L}", "\\P{", "\\u", "\\u{", "\\x", "\\c", "\\b", "0", "9", ",", "&&", "[:alpha:]", "\\Q",
            "(?i)", "\n", "\0",
        ]
        var state: UInt64 = 42
        for _ in 0..<3_000 {
            var text = ""
            for _ in 0..<(1 + state % 9) {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                text += parts[Int(state >> 33) % parts.count]
            }
            guard let translated = try? ECMATranslation.ofExpression(text) else { continue }
            do throws(PatternError) {
                _ = try Pattern(text, .ecma).matches("aé🐲09,-")
            } catch {
                let isLarge = error.reason.contains("large") || error.reason.contains("repetition")
                #expect(isLarge, "\(text) became \(translated): \(error.reason)")
            }
        }
    }
}
