@testable import CEL
import Testing

@Suite struct SuggestionTests {
    @Test(arguments: [
        ("startswith", "; did you mean 'startsWith'?"), ("contians", "; did you mean 'contains'?"),
        ("ends_with", "; did you mean 'endsWith'?"), ("frobnicate", ""), ("", ""),
    ])
    func `what is near is suggested`(name: String, text: String) {
        #expect(Suggestion.text(for: name, among: ["startsWith", "endsWith", "contains"]) == text)
    }
}
