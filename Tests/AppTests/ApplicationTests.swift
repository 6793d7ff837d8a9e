import HTTP
import JSON
import MCP
import Telemetry
import Testing

@testable import App

@Suite struct ApplicationTests {
    private func answer(
        _ method: HTTPMethod,
        _ path: String,
        fields: HTTPFields = [.host: "localhost:8080"],
        body: String = ""
    ) async throws -> (status: Int, text: String, fields: HTTPFields) {
        let application = Application(Configuration(), offering: try Catalog.app(), log: .silent)
        let request = HTTPRequest(method, path, fields: fields, body: Array(body.utf8))
        let response = await application.handler.respond(to: request)
        guard case .bytes(let bytes) = response.body else { return (response.status.code, "", response.fields) }
        return (response.status.code, String(decoding: bytes, as: UTF8.self), response.fields)
    }
    private let json: HTTPFields = [.host: "localhost:8080", .contentType: "application/json"]
    private let call = """
        {"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"hello_world","arguments":{"name":"Ada"}}}
        """

    @Test func `the root says hello and health is well`() async throws {
        #expect(try await answer(.get, "/").text == #"{"message":"Hello from mcp-forge"}"#)
        #expect(try await answer(.get, "/health").text.hasPrefix(#"{"status":"ok","service":"mcp-forge","version":"#))
    }

    @Test(arguments: ["/mcp", "/mcp/"])
    func `a tool is called over both spellings of the endpoint`(path: String) async throws {
        let (status, text, _) = try await answer(.post, path, fields: json, body: call)
        #expect(status == 200)
        #expect(text == #"{"jsonrpc":"2.0","id":7,"result":{"content":[{"type":"text","text":"Hello, Ada! 👋"}]}}"#)
    }

    @Test func `it answers at other paths where that is wished`() async throws {
        let wished = ConfigurationText("[server.transport.http]\nalso_at = ['/mcp/mcp']").configuration
        let handler = Application(wished, offering: try Catalog.app(), log: .silent).handler
        let request = HTTPRequest(.post, "/mcp/mcp", fields: json, body: Array(call.utf8))
        #expect(await handler.respond(to: request).status == .ok)
        #expect(try await answer(.post, "/mcp/mcp", fields: json, body: call).status == 404)
    }

    @Test(arguments: ["//mcp", "/mcp;x", "/mcp%2f", "/%6dcp", "/mcp/../mcp", "/MCP", "/mcp/sse", "/x/mcp", "/mcp//"])
    func `no other spelling reaches it`(path: String) async throws {
        #expect(try await answer(.post, path, fields: json, body: call).status == 404)
    }

    @Test(arguments: ["/openapi.json", "/docs"])
    func `what lists say is described nowhere else`(path: String) async throws {
        #expect(try await answer(.get, path).status == 404)
    }

    @Test(arguments: ["/", "/mcp", "/mcp/", "/nowhere"])
    func `a foreign host is refused everywhere but at the probes`(path: String) async throws {
        #expect(try await answer(.get, path, fields: [.host: "evil.example"]).status == 403)
        for probe in ["/health", "/api/v1/health", "/livez"] {
            #expect(try await answer(.get, probe, fields: [.host: "evil.example"]).status == 200)
        }
        for probe in ["/readyz", "/ready", "/startupz"] {
            #expect(try await answer(.get, probe, fields: [.host: "evil.example"]).status == 503)
        }
    }

    @Test func `routes of one's own stand behind what stands before the endpoint`() async throws {
        let route = Route.get("/mine") { .text("\($0.caller == .trusted)") }
        let live = LiveCatalog(try Catalog.app())
        let handler = Application(Configuration(), offering: live, with: [route], log: .silent).handler
        let fields: HTTPFields = [.host: "localhost:8080"]
        let own = await handler.respond(to: HTTPRequest(.get, "/mine", fields: fields))
        guard case .bytes(let body) = own.body else {
            Issue.record("a stream")
            return
        }
        #expect(String(decoding: body, as: UTF8.self) == "true")
        let foreign = HTTPRequest(.get, "/mine", fields: [.host: "evil.example"])
        #expect(await handler.respond(to: foreign).status == .forbidden)
    }

    @Test func `a method that is not there names those that are`() async throws {
        let (status, _, fields) = try await answer(.put, "/mcp")
        #expect(status == 405)
        #expect(fields[.allow] == "GET, POST, DELETE")
        #expect(try await answer(.post, "/health").fields[.allow] == "GET, HEAD")
    }
}
