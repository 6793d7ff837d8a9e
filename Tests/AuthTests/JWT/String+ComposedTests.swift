import Testing

@testable import Auth

@Suite struct StringComposedTests {
    @Test(arguments: [
        ("", true), ("tool:user", true), ("\u{E9}t\u{E9}", true), ("\u{65E5}\u{672C}", true), ("\u{D55C}", true),
        ("\u{440}\u{43E}\u{43B}\u{44C}", true), ("e\u{301}", false), ("\u{301}", false), ("\u{212A}", false),
        ("\u{37E}", false), ("\u{1112}\u{1161}\u{11AB}", false), ("\u{F900}", false), ("\u{9C7}\u{9BE}", false),
        ("\u{1F600}", false),
    ])
    func `a text with another spelling is told from one without`(text: String, isComposed: Bool) {
        #expect(text.isSurelyComposed == isComposed)
    }
}
