import JSON
import MCP
import Testing

@testable import App

@Suite struct DemoPromptsTests {
    private let context = RequestContext()

    @Test func `they open conversations`() async throws {
        let review = try await CodeReview().messages(CodeReview.Arguments(["code": "x = 1"]), in: context)
        #expect(review == [.user(.text("Please review this Swift code:\n\nx = 1"))])
        let debugging = try await DebugPrompt().messages(DebugPrompt.Arguments(["error": "boom"]), in: context)
        #expect(debugging.first == .user(.text("Debug: boom")))
        #expect(try await CodeReview().completions(of: "language", from: "P", with: [:], in: context) == ["Python"])
    }
}
