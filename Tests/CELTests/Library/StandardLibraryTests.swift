@testable import CEL
import Testing

@Suite struct StandardLibraryTests {
    @Test(arguments: [
        ("'abc'.endsWith('bc')", true), ("'c'.endsWith('bc')", false), ("'abc'.startsWith('')", true),
        ("'é'.startsWith('e')", false),
        ("'abc'.contains('bc')", true), ("''.contains('a')", false), ("'aab'.contains('ab')", true),
        ("'e\\u0301'.endsWith('\\u0301')", true),
        ("size('e\\u0301') == 2", true), ("b'é'.size() == 2", true), ("'a\\nb'.matches('^b')", false),
    ])
    func `texts are looked into`(source: String, value: Bool) throws {
        #expect(try evaluate(source) == .bool(value))
    }

    @Test func `what is no text is no overload`() {
        #expect(failure(of: "x.endsWith('a')", ["x": .int(1)]) == .noSuchOverload("for a value of type int"))
        #expect(failure(of: "'a'.contains(x)", ["x": .null]) == .noSuchOverload("for a value of type null"))
        #expect(failure(of: "x.size()", ["x": .bool(true)]) == .noSuchOverload("for a value of type bool"))
    }
}
