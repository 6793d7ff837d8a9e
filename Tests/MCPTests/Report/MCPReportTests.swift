import HTTP
import JSON
import Telemetry
import Testing

@testable import MCP

@Suite struct MCPReportTests {
    private struct Guarded: Tool {
        let name = "guarded"
        let description = "Needs a scope."
        let requiredScopes: Set<String> = ["admin"]
        func call(_: NoArguments, in context: RequestContext) async throws -> String { "" }
    }
    private struct Failing: Tool {
        let name = "failing"
        let description = "Fails."
        func call(_: NoArguments, in context: RequestContext) async throws -> String {
            throw ToolError("no")
        }
    }

    @Test func `calls, failures and denials are counted by what was called`() async throws {
        let server = MCPServer(try Catalog(tools: [Guarded(), Failing()]))
        for (caller, tool) in [(Caller.unknown, "guarded"), (.trusted, "guarded"), (.unknown, "failing")] {
            let call = RPCRequest(id: .number(1), method: "tools/call", params: ["name": .string(tool)])
            _ = try? await server.respond(to: call, in: RequestContext(caller: caller))
        }
        let offerings = server.report.offerings
        #expect(offerings.map(\.name) == ["guarded", "failing"])
        #expect(offerings.map(\.calls) == [1, 1])
        #expect(offerings.map(\.failures) == [0, 1])
        #expect(offerings.map(\.denials) == [1, 0])
        #expect(server.report.running == 0)
        #expect(server.limits.first?.name == "mcp.call_limit" && server.limits.first?.use == 0)
    }
}
