import HTTP
import JSON
import Testing

@testable import MCP

@Suite struct MCPServerTests {
    private let context = RequestContext(caller: .trusted)

    private func ask(_ server: MCPServer, _ method: String, _ params: JSONObject = [:]) async throws -> JSONObject {
        try await server.respond(to: RPCRequest(id: .number(1), method: method, params: params), in: context)
    }

    @Test func `discovery names versions and capabilities`() async throws {
        let result = try await ask(makeServer(), "server/discover")
        #expect(result["supportedVersions"]?.array?.first == "2026-07-28")
        #expect(result["capabilities"]?.object?.keys.map { $0 } == ["tools", "resources", "prompts", "completions"])
        #expect(result["ttlMs"] == 60000)
        #expect(result["cacheScope"] == "public")
        #expect(result["serverInfo"] == nil)
    }

    @Test func `what is not there is not advertised and not answered`() async throws {
        let server = try makeServer(tools: [], resources: [Page()], prompts: [])
        #expect(try await ask(server, "server/discover")["capabilities"]?.object?.keys.map { $0 } == ["resources"])
        for method in ["tools/list", "tools/call", "prompts/list", "prompts/get", "completion/complete"] {
            #expect(!server.offers(method))
            await #expect(throws: RPCError.methodNotFound(method)) { try await ask(server, method) }
        }
    }

    @Test(
        arguments: [
            "initialize", "ping", "logging/setLevel", "resources/subscribe", "resources/unsubscribe", "tasks/get",
            "roots/list", "sampling/createMessage", "Tools/List", "", "tools/list ",
        ]
    )
    func `other methods are not found`(method: String) async throws {
        let server = try makeServer()
        await #expect(throws: RPCError.methodNotFound(method)) { try await ask(server, method) }
    }

    @Test func `a caller who proved who they are gets a private list`() async throws {
        var context = context
        context.caller = .token(Identity(subject: "ada", scopes: []))
        let result = try await makeServer().respond(to: RPCRequest(id: .number(1), method: "tools/list"), in: context)
        #expect(result["cacheScope"] == "private")
    }

    @Test func `earlier revisions know no cache`() async throws {
        var context = context
        context.version = .v2025_11_25
        let result = try await makeServer().respond(to: RPCRequest(id: .number(1), method: "tools/list"), in: context)
        #expect(result["ttlMs"] == nil && result["cacheScope"] == nil)
    }

    @Test func `instructions are told`() async throws {
        var settings = MCPSettings()
        settings.instructions = "Be kind."
        #expect(try await ask(makeServer(settings), "server/discover")["instructions"] == "Be kind.")
    }
}
