import JSON
import MCP
import Testing

@testable import App

@Suite struct DemoResourcesTests {
    private let context = RequestContext()

    @Test func `each says what it holds`() async throws {
        let config = try await ConfigResource(settings: MCPSettings()).read([:], in: context)
        #expect(config == .text(#"{"name":"mcp-forge","version":"0.1.0"}"#))
        #expect(try await EchoResource().read(["msg": "a/b"], in: context) == .text("Resource echo: a/b"))
        #expect(try await UserResource().read(["id": "1"], in: context) == .text(#"{"id":"1","name":"Ada"}"#))
        await #expect(throws: NotFound.self) { try await UserResource().read(["id": "9"], in: context) }
        #expect(try await UserResource().completions(of: "id", from: "", with: [:], in: context) == ["1", "2", "3"])
    }
}
