import Testing

@testable import Pattern

@Suite struct ClassPartTests {
    @Test func `what has only a complement is an inverted class`() {
        #expect(ClassPart("\\p{L}", complement: "\\P{L}").asClass == "[\\p{L}]")
        #expect(ClassPart("\\p{Lu}\\p{Ll}", complement: nil).inverted.asClass == "[^\\p{Lu}\\p{Ll}]")
        #expect(ClassPart(.all).inverted.asClass == ScalarRanges.nothing)
    }
}
