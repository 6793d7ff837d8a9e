import JSON
import Testing

@testable import MCP

@Suite struct ArgumentSourceTests {
    struct Two: CallArguments {
        @Argument("First") var first: Int
        @Argument("Second") var second: Int
    }

    @Test func `values of several calls at once do not mix`() async throws {
        try await withThrowingTaskGroup { group in
            for number in 0..<100 {
                group.addTask {
                    let arguments = try Two(["second": .int(-number), "first": .int(number)])
                    #expect(arguments.first == number && arguments.second == -number)
                }
            }
            try await group.waitForAll()
        }
    }

    @Test func `the first mistake is told`() {
        let mistake = #expect(throws: ArgumentMistake.self) { try Two(["first": "x", "second": "y"]) }
        #expect(mistake?.path == "first")
    }

    @Test func `outside of a call there is no source`() {
        #expect(ArgumentSource.current == nil)
    }
}
