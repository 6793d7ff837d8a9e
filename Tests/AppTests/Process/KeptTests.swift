import Testing

@testable import App

@Suite struct KeptTests {
    private final class Made: Sendable {}

    @Test func `what is made of the same stays, and of something else is made anew`() {
        let first = Kept("a", after: nil) { Made() }
        let same = Kept("a", after: first) { Made() }
        let other = Kept("b", after: same) { Made() }
        #expect(same.value === first.value && other.value !== first.value && other.part == "b")
        // Nothing older than the last is remembered.
        #expect(Kept("a", after: other) { Made() }.value !== first.value)
    }
}
