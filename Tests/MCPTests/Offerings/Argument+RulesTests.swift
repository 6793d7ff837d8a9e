import JSON
import Testing

@testable import MCP

@Suite struct ArgumentWithRulesTests {
    struct Inner: CallArguments {
        @Argument("Number", in: 1...) var number = 1
    }
    struct Outer: CallArguments {
        @Argument("Inner") var inner = Inner()
        @Argument("Header too", header: "X", in: ...9) var limit: Int?
    }

    @Test func `rules hold within objects, and beside a header`() throws {
        let mistake = #expect(throws: ArgumentMistake.self) { try Outer(["inner": ["number": 0]]) }
        #expect(mistake?.text == "Error: inner.number parameter must be at least 1")
        #expect(throws: ArgumentMistake.self) { try Outer(["limit": 10]) }
        #expect(try Outer(["limit": 9]).limit == 9)
        #expect(try Outer([:]).inner.number == 1)
        #expect(Outer.schema["properties"]?["limit"]?["x-mcp-header"] == "X")
    }
}
