import Testing

@testable import TOML

@Suite struct SpellingTests {
    @Test(
        arguments: [
            ("prot", "port"), ("PORT", "port"), ("hots", "host"), ("allow_orgins", "allow_origins"), ("po", "port"),
            ("portt", "port"),
        ]
    )
    func `a slip finds the word`(typed: String, meant: String) {
        let found = Spelling.nearest(to: typed, among: ["host", "port", "allow_origins"])
        #expect(found == (typed == "po" ? nil : meant))
    }

    @Test func `another word is not suggested`() {
        #expect(Spelling.nearest(to: "timeout", among: ["host", "port"]) == nil)
        #expect(Spelling.nearest(to: String(repeating: "x", count: 1_000_000), among: ["host"]) == nil)
        #expect(Spelling.nearest(to: "", among: ["host"]) == nil)
    }
}
