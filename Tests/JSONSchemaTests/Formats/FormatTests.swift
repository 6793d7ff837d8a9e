import Testing

@testable import JSONSchema

@Suite struct FormatTests {
    @Test(arguments: Format.allCases) func `the example of a format has it`(format: Format) {
        #expect(!format.accepts("\\ [") || format == .jsonPointer)
        guard let range = format.phrase.firstRange(of: "such as ") else { return }
        #expect(format.accepts(String(format.phrase[range.upperBound...])))
    }

    @Test func `a regular expression is one that can be matched`() {
        #expect(Format.regex.accepts("^a{2,}$"))
        #expect(!Format.regex.accepts("(a"))
        #expect(!Format.regex.accepts("((((a{9999}){9999}){9999}){9999})"))
    }
}
