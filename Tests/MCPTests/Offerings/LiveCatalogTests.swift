import JSON
import Synchronization
import Testing

@testable import MCP

@Suite struct LiveCatalogTests {
    private func changes(from old: Catalog, to new: Catalog) -> [Changes.Change] {
        let live = LiveCatalog(old)
        let seen = Mutex<[Changes.Change]>([])
        let listener = live.changes.listen { change in seen.withLock { $0.append(change) } }
        live.offer(new)
        listener.cancel()
        return seen.withLock { $0 }
    }

    @Test func `lists that differ are told, others not`() throws {
        let greeting = try Catalog(tools: [Greet()], resources: [Page()])
        #expect(changes(from: .empty, to: greeting) == [.tools, .resources])
        #expect(changes(from: greeting, to: greeting).isEmpty)
        #expect(
            changes(from: greeting, to: try Catalog(tools: [Greet()], prompts: [Opening()])) == [.resources, .prompts]
        )
    }

    @Test func `a tool is there as soon as it is offered, and gone when it is not`() async throws {
        let server = MCPServer(LiveCatalog())
        let call = RPCRequest(id: .number(1), method: "tools/call", params: ["name": "regional"])
        await #expect(throws: RPCError.methodNotFound("tools/call")) {
            try await server.respond(to: call, in: RequestContext())
        }
        server.offer(try Catalog(tools: [Regional()]))
        #expect(try await server.respond(to: call, in: RequestContext())["content"] != nil)
        #expect(server.mirroredArguments(of: "regional").count == 2)
        server.offer(.empty)
        await #expect(throws: RPCError.invalidParams("Unknown tool: regional")) {
            try await server.respond(to: call, in: RequestContext())
        }
        let list = try await server.respond(to: RPCRequest(id: .number(2), method: "tools/list"), in: RequestContext())
        #expect(list["tools"] == [])
    }
}
