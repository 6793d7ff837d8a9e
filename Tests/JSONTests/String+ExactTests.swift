@testable import JSON
import Testing

@Suite struct StringExactTests {
    @Test(arguments: [
        ("K", "\u{212A}"), ("é", "e\u{301}"), ("\u{37E}", ";"), ("a\u{301}\u{323}", "a\u{323}\u{301}"),
        ("\u{340}", "\u{300}"),
    ])
    func `strings that only normalisation makes equal differ`(lhs: String, rhs: String) {
        #expect(lhs == rhs)
        #expect(!lhs.isExactly(rhs))
        #expect(hash(lhs) != hash(rhs))
    }

    @Test(arguments: ["", "a", "exactly eight", "größe 日本 😀 and more of it"])
    func `a string is exactly itself, however it came about`(text: String) {
        let copy = String(decoding: Array(text.utf8), as: UTF8.self)
        #expect(text.isExactly(copy))
        #expect(hash(text) == hash(copy))
        #expect(!text.isExactly(text + "\0"))
        #expect(hash(text) != hash(text + "\0"))
    }

    private func hash(_ text: String) -> Int {
        var hasher = Hasher()
        text.hashExactly(into: &hasher)
        return hasher.finalize()
    }
}
