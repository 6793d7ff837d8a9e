import JSON
import Testing

@testable import App

@Suite struct KeyDescriptionTests {
    private func text(_ standard: KeyDescription.Default) -> String? {
        KeyDescription.key("k", .string, standard, "a key").standardText
    }

    @Test func `a default stands as the file would have it`() {
        #expect(text("x") == #"`"x"`"# && text(7) == "`7`" && text(0.5) == "`0.5`" && text(true) == "`true`")
        #expect(text(["a", 1]) == #"`["a", 1]`"# && text([]) == "`[]`")
    }

    @Test func `what follows from something else is said, and where nothing holds nothing is`() {
        #expect(text(.said("as many as there are cores")) == "as many as there are cores")
        #expect(text(.required) == "required")
        #expect(text(.unset) == nil)
    }

    @Test func `a key that belongs elsewhere says so, and has no default`() {
        let key = KeyDescription.misplaced("port", .integer(0, 9))
        #expect(key == .key("port", .integer(0, 9), .unset, "stands in the wrong table"))
        #expect(key.standardText == nil && key.example == nil)
    }
}
