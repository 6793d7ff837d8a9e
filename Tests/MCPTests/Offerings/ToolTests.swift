import JSON
import Testing

@testable import MCP

@Suite struct ToolTests {
    @Test func `a tool is called the way a client does`() async throws {
        #expect(try await Greet().call(["name": "Ada"]).text == "Hello, Ada!")
    }

    @Test func `wrong arguments are an answer`() async throws {
        let result = try await Greet().call(["name": 5])
        #expect(result == .failure("Error: name parameter is required and must be a string"))
    }

    @Test func `its own failure is an answer, another error is not`() async throws {
        struct Other: Error {}
        let own = Scripted { _ in throw ToolError("out of tea") }
        let other = Scripted { _ in throw Other() }
        #expect(try await own.call([:]) == .failure("out of tea"))
        await #expect(throws: Other.self) { try await other.call([:]) }
    }

    @Test func `a tool needs only a name, a description and a call`() {
        let tool = Regional()
        #expect(tool.title == nil && tool.hints == ToolHints() && tool.requiredScopes.isEmpty && !tool.stdioOnly)
        #expect(tool.runsOn == .loop && tool.timeout == nil)
    }
}
