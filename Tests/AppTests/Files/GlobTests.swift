import Testing

@testable import App

@Suite struct GlobTests {
    @Test(
        arguments: [
            ("*.md", "a.md", true), ("*.md", ".md", true), ("*.md", "a.txt", false), ("a?c", "abc", true),
            ("a?c", "ac", false), ("*", "", true), ("", "", true), ("", "a", false), ("*a*b*", "xxaxxbxx", true),
            ("*a*b*", "xxbxxaxx", false), ("a*", "ba", false), ("**", "x", true),
        ] as [(String, String, Bool)]
    )
    func `a pattern matches`(pattern: String, text: String, matches: Bool) {
        #expect(Glob(pattern).matches(text) == matches)
    }

    @Test func `no pattern takes long`() {
        let pattern = Glob(String(repeating: "*a", count: 50) + "b")
        #expect(!pattern.matches(String(repeating: "a", count: 2_000)))
    }
}
