import Testing

@testable import TOML

@Suite struct TOMLScannerStringsTests {
    @Test(
        arguments: [
            (#""a\tb\\\"\u00e9\U0001F44B\x41\e""#, "a\tb\\\"\u{E9}\u{1F44B}A\u{1B}"),
            (#"'C:\n'"#, #"C:\n"#),
            ("\"\"\"\n  a\n  \"b\"\\\n    \n   c\"\"\"", "  a\n  \"b\"c"),
            ("'''\na'b''c'''", "a'b''c"),
            ("\"\"\"a\"\"\"\"\"", "a\"\""),
            ("''''''", ""),
            ("\"\"", ""),
            ("\"\"\"a\r\nb\"\"\"", "a\nb"),
        ]
    )
    func `a string means its content`(literal: String, content: String) {
        let document = TOMLDocument("a = " + literal)
        #expect(document.problems.isEmpty)
        #expect(document.root["a"]?.value == .string(content))
    }

    @Test(arguments: [
        #""\q""#, #""\u12""#, #""\uD800""#, #""\U00110000""#, #""\xG0""#, "\"a\nb\"", "'a", "\"\"\"a\\ b\"\"\"", "\"\\",
    ])
    func `a wrong string is refused`(literal: String) {
        #expect(!TOMLDocument("a = " + literal).problems.isEmpty)
    }
}
