import Testing

@testable import JSONSchema

@Suite struct StringClippedTests {
    @Test func `a long text ends in an ellipsis`() {
        #expect("short".clipped == "short")
        #expect("ééééé".clipped(to: 3) == "ééé…")
        #expect(String(repeating: "x", count: 500).clipped == String(repeating: "x", count: 120) + "…")
    }

    @Test func `a quoted text has escapes for control characters`() {
        #expect("a\"\n".quoted == "\"a\\\"\\n\"")
        #expect(String(repeating: "x", count: 500).quoted.utf8.count < 80)
    }
}
