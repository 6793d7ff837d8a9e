import JSON
import MCP
import Synchronization
import Testing

@testable import Everything

@Suite struct ChangingTests {
    private let offer = ChangingOffer()

    /// Calls a tool, and says what listeners heard of it.
    private func changes(by tool: String) async throws -> [Changes.Change] {
        let heard = Mutex<[Changes.Change]>([])
        let listener = offer.live.changes.listen { change in heard.withLock { $0.append(change) } }
        let call = RPCRequest(id: .number(1), method: "tools/call", params: ["name": .string(tool)])
        _ = try await MCPServer(offer.live).respond(to: call, in: RequestContext())
        listener.cancel()
        return heard.withLock { $0 }
    }

    private func names() throws -> (tools: Set<String>, prompts: Set<String>) {
        let catalog = try offer.catalog()
        return (Set(catalog.tools.map(\.name)), Set(catalog.prompts.map(\.name)))
    }

    @Test func `a tool comes and goes, and whoever listens is told`() async throws {
        offer.live.offer(try offer.catalog())
        let before = try names()
        #expect(try await changes(by: "test_trigger_tool_change") == [.tools])
        #expect(try names().tools == before.tools.union(["test_extra_tool"]) && names().prompts == before.prompts)
        #expect(try await changes(by: "test_trigger_tool_change") == [.tools])
        #expect(try names() == before)
    }

    @Test func `a prompt comes and goes, and whoever listens is told`() async throws {
        offer.live.offer(try offer.catalog())
        let before = try names()
        #expect(try await changes(by: "test_trigger_prompt_change") == [.prompts])
        #expect(try names().prompts == before.prompts.union(["test_extra_prompt"]) && names().tools == before.tools)
        #expect(try await changes(by: "test_trigger_prompt_change") == [.prompts])
        #expect(try names() == before)
    }

    @Test func `that the watched resource has changed is said, and nothing else`() async throws {
        offer.live.offer(try offer.catalog())
        #expect(try await changes(by: "test_trigger_resource_change") == [.resource(uri: "test://watched-resource")])
    }
}
