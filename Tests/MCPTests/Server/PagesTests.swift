import HTTP
import JSON
import Testing

@testable import MCP

@Suite struct PagesTests {
    private func list(_ cursor: JSONValue?) async throws -> JSONObject {
        var settings = MCPSettings()
        settings.pageSize = 2
        let tools = (1...5).map { number in Scripted(name: "t\(number)") { _ in ToolResult([]) } }
        var params: JSONObject = [:]
        params["cursor"] = cursor
        return try await makeServer(tools: tools, settings).respond(
            to: RPCRequest(id: .number(1), method: "tools/list", params: params),
            in: RequestContext(caller: .trusted)
        )
    }

    @Test func `pages follow each other to the end`() async throws {
        var names: [String] = []
        var cursor: JSONValue?
        repeat {
            let page = try await list(cursor)
            names += page["tools"]?.array?.compactMap { $0["name"]?.string } ?? []
            cursor = page["nextCursor"]
        } while cursor != nil
        #expect(names == ["t1", "t2", "t3", "t4", "t5"])
    }

    @Test(
        arguments: [
            "", "tools:0", "tools:1", "tools:3", "tools:6", "tools:-2", "tools:+2", "tools:02", "prompts:2", "2", 2,
            .null, "tools:99999999999999999999",
        ] as [JSONValue]
    )
    func `a cursor that was not given out is invalid`(cursor: JSONValue) async throws {
        await #expect(throws: RPCError.invalidParams("Invalid cursor")) { try await list(cursor) }
    }
}
