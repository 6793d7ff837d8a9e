import MCP
import Testing

@testable import App

@Suite struct GreetingTests {
    @Test func `greets whom the URI names`() async throws {
        #expect(try await Greeting().read(["name": "Ada"], in: RequestContext()) == .text("Hello, Ada! 👋"))
    }

    @Test func `nobody is not found`() async {
        await #expect(throws: NotFound()) { try await Greeting().read([:], in: RequestContext()) }
    }
}
