import HTTP
import JSON
import Testing

@testable import MCP

@Suite struct CacheHintTests {
    struct Kept: Resource {
        let uri = "page://kept"
        let name = "kept"
        let mimeType = "text/plain"
        let cache: CacheHint? = CacheHint(.seconds(5), isPublic: true)
        func read(_: [String: String], in context: RequestContext) async throws -> ResourceContent { .text("x") }
    }

    @Test func `a resource says how long it may be kept`() async throws {
        let server = try makeServer(resources: [Kept(), Page()])
        func read(_ uri: String) async throws -> JSONObject {
            let request = RPCRequest(id: .number(1), method: "resources/read", params: ["uri": .string(uri)])
            return try await server.respond(to: request, in: RequestContext(caller: .trusted))
        }
        let kept = try await read("page://kept")
        #expect(kept["ttlMs"] == 5000 && kept["cacheScope"] == "public")
        let other = try await read("page://one")
        #expect(other["ttlMs"] == 60_000 && other["cacheScope"] == "private")
    }

    @Test func `what changes with every look is never kept`() { #expect(CacheHint.never.time == .zero) }
}
