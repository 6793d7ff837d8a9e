@testable import CEL
import Testing

@Suite struct ExpressionTests {
    private func parse(_ text: String) throws -> Expression { try Parser.expression(text, ProgramLimits()) }

    @Test func `names in a row have one name`() throws {
        #expect(try parse("a.b.c").qualifiedName == "a.b.c")
        #expect(try parse("a.?b").qualifiedName == nil)
        #expect(try parse("a.`b`").qualifiedName == nil)
        #expect(try parse("a().b").qualifiedName == nil)
        #expect(try parse("a.b.c").root?.name == "a")
    }

    @Test func `depth counts what is inside each other`() throws {
        #expect(try parse("a").depth == 1)
        #expect(try parse("a.b.c").depth == 3)
        #expect(try parse("a && b && c && d").depth == 2)
    }
}
