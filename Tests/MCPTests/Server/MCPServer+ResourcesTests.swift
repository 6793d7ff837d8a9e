import HTTP
import JSON
import Testing

@testable import MCP

@Suite struct MCPServerResourcesTests {
    private func ask(
        _ server: MCPServer,
        _ method: String,
        _ params: JSONObject = [:],
        _ version: ProtocolVersion = .latest
    ) async throws -> JSONObject {
        let context = RequestContext(caller: .trusted, version: version)
        return try await server.respond(to: RPCRequest(id: .number(1), method: method, params: params), in: context)
    }

    @Test func `resources and templates have a list each`() async throws {
        let server = try makeServer()
        #expect(try await ask(server, "resources/list")["resources"]?.array?.count == 1)
        let templates = try await ask(server, "resources/templates/list")["resourceTemplates"]
        #expect(templates?.array?.first?["uriTemplate"] == "page://{id}/part")
    }

    @Test func `a resource is read by its URI or by a template`() async throws {
        let server = try makeServer()
        let one = try await ask(server, "resources/read", ["uri": "page://one"])
        #expect(one["contents"] == [["uri": "page://one", "mimeType": "text/plain", "text": "content"]])
        #expect(one["ttlMs"] == 60000)
        #expect(one["cacheScope"] == "private")
        let part = try await ask(server, "resources/read", ["uri": "page://a%20b/part"])
        #expect(part["contents"]?.array?.first?["text"] == "id=a b")
    }

    @Test func `bytes are a blob`() async throws {
        let server = try makeServer(resources: [Page(content: .bytes([255]))])
        let contents = try await ask(server, "resources/read", ["uri": "page://one"])["contents"]
        #expect(contents?.array?.first?["blob"] == "/w==")
    }

    @Test(arguments: ["page://two", "page://{id}/part", "page://", "", "page://a/b/part"])
    func `a URI of nothing is not found`(uri: String) async throws {
        let server = try makeServer()
        await #expect(throws: RPCError.resourceNotFound(uri, in: .latest)) {
            try await ask(server, "resources/read", ["uri": .string(uri)])
        }
        await #expect(throws: RPCError.resourceNotFound(uri, in: .v2025_11_25)) {
            try await ask(server, "resources/read", ["uri": .string(uri)], .v2025_11_25)
        }
    }

    @Test func `a resource may say that nothing is there, or why not`() async throws {
        struct Other: Error {}
        let missing = try makeServer(resources: [Page(failure: NotFound())])
        let told = try makeServer(resources: [Page(failure: ToolError("the disk is full"))])
        let broken = try makeServer(resources: [Page(failure: Other())])
        await #expect(throws: RPCError.resourceNotFound("page://one", in: .latest)) {
            try await ask(missing, "resources/read", ["uri": "page://one"])
        }
        await #expect(throws: RPCError(code: -32603, "the disk is full")) {
            try await ask(told, "resources/read", ["uri": "page://one"])
        }
        let error = await #expect(throws: RPCError.self) {
            try await ask(broken, "resources/read", ["uri": "page://one"])
        }
        #expect(error?.code == -32603)
        #expect(error?.message.contains("Internal error (request ") == true)
    }

    @Test func `a URI that is no text is invalid`() async throws {
        let server = try makeServer()
        await #expect(throws: RPCError.self) { try await ask(server, "resources/read", ["uri": 1]) }
    }
}
