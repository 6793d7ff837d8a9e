import MCP
import Testing

@testable import App

@Suite struct AboutTests {
    @Test func `says what this is`() async throws {
        guard case .text(let text) = try await About().read([:], in: RequestContext()) else {
            Issue.record("no text")
            return
        }
        #expect(text.contains("MCP server"))
    }
}
