import Testing

@testable import App

@Suite struct MarkdownTextTests {
    @Test(arguments: [
        ("plain", "plain"), ("see [the page](a.md#b), and [more](c)", "see the page, and more"),
        ("in `[auth]` or [x]", "in `[auth]` or [x]"), ("`[a](b)`", "`[a](b)`"), ("[open", "[open"), ("", ""),
    ])
    func `links are their text`(markdown: String, plain: String) {
        #expect(MarkdownText.plain(markdown) == plain)
    }

    @Test(arguments: [
        ("a request's body", "A request's body."), ("items on a page", "Items on a page."), ("`x` is", "`x` is."),
        ("Done.", "Done."), ("0 is none", "0 is none."), ("", ""),
    ])
    func `a clause becomes a sentence`(clause: String, sentence: String) {
        #expect(MarkdownText.sentence(clause) == sentence)
    }
}
