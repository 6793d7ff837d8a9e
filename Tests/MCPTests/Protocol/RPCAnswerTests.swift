import JSON
import Testing

@testable import MCP

@Suite struct RPCAnswerTests {
    private let failed = ToolResult.failure("no")

    @Test func `an answer of a tool is the JSON of its result for the client`() {
        let result = ToolResult([.text("a")], structured: [1])
        #expect(RPCAnswer.tool(result, for: .latest).json == result.json(for: .latest))
        #expect(RPCAnswer.tool(result, for: .v2025_06_18).json["structuredContent"] == nil)
        #expect(RPCAnswer.object(["a": 1]).json == ["a": 1])
    }

    @Test func `whether a tool has failed is seen in both forms`() {
        #expect(RPCAnswer.tool(failed, for: .latest).isError)
        #expect(RPCAnswer.object(failed.json(for: .latest)).isError)
        #expect(!RPCAnswer.tool(ToolResult([]), for: .latest).isError && !RPCAnswer.object([:]).isError)
    }

    @Test func `a handler that knows nothing of answers gives its result`() async throws {
        final class Plain: MCPHandler {
            func respond(to request: RPCRequest, in context: RequestContext) async throws(RPCError) -> JSONObject {
                ["b": 2]
            }
        }
        let request = RPCRequest(id: .number(1), method: "x", params: [:])
        #expect(try await Plain().answer(to: request, in: RequestContext()).json == ["b": 2])
    }
}
