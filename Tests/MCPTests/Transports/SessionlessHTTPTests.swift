import HTTP
import JSON
import Testing

@testable import MCP

@Suite struct SessionlessHTTPTests {
    private func respond(_ body: String, _ change: (inout HTTPFields) -> Void = { _ in }) async throws -> HTTPResponse {
        await MCPEndpoint(try makeServer()).respond(to: post(try json(body), change))
    }
    private let greeting =
        #"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"hello_world","arguments":{"name":"Ada"}}}"#

    @Test(arguments: [nil, "2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"])
    func `every earlier revision calls without a session`(version: String?) async throws {
        let response = try await respond(greeting) { $0[.mcpProtocolVersion] = version }
        #expect(response.status == .ok)
        #expect(response.json?["result"] == ["content": [["type": "text", "text": "Hello, Ada!"]]])
        #expect(response.fields[.mcpSessionID] == nil)
    }

    @Test func `initialize opens nothing`() async throws {
        let response = try await respond(
            #"{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"c","version":"1"}}}"#
        ) { $0[.mcpMethod] = "initialize" }
        #expect(response.status == .ok)
        #expect(response.json?["id"] == 0)
        #expect(response.json?["result"]?["protocolVersion"] == "2025-06-18")
        #expect(response.fields[.mcpSessionID] == nil)
    }

    @Test func `a ping stays empty`() async throws {
        let response = try await respond(#"{"jsonrpc":"2.0","id":"p","method":"ping"}"#)
        #expect(response.json == ["jsonrpc": "2.0", "id": "p", "result": [:]])
    }

    @Test(
        arguments: [
            (#"{"jsonrpc":"2.0","id":1,"method":"nope"}"#, -32601),
            (#"{"jsonrpc":"2.0","id":1,"method":"server/discover"}"#, -32601),
            (#"{"jsonrpc":"2.0","id":1,"method":"logging/setLevel","params":{"level":"info"}}"#, -32601),
            (#"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"nope"}}"#, -32602),
            (#"{"jsonrpc":"2.0","id":1,"method":"resources/read","params":{"uri":"page://no"}}"#, -32002),
            (#"{"jsonrpc":"2.0","id":1,"method":"initialize"}"#, -32602),
        ]
    )
    func `errors are answers`(body: String, code: Int) async throws {
        let response = try await respond(body)
        #expect(response.status == .ok)
        #expect(response.json?["error"]?["code"] == .int(code))
    }

    @Test func `header fields that are volunteered must be true`() async throws {
        #expect(try await respond(greeting) { $0[.mcpMethod] = "tools/list" }.status == .badRequest)
        #expect(try await respond(greeting) { $0[.mcpName] = "whoami" }.json?["error"]?["code"] == -32020)
        #expect(try await respond(greeting) { $0[.mcpName] = "hello_world" }.status == .ok)
    }

    @Test func `a batch is answered as one`() async throws {
        let response = try await respond("[\(greeting),{\"jsonrpc\":\"2.0\",\"method\":\"notifications/x\"},5]")
        let answers = try #require(response.json?.array)
        #expect(answers.count == 2)
        #expect(answers.first?["result"] != nil)
        #expect(answers.last?["error"]?["code"] == -32600)
        #expect(answers.last?["id"] == nil)
    }

    @Test func `a batch without requests is accepted`() async throws {
        let response = try await respond(#"[{"jsonrpc":"2.0","method":"notifications/x"}]"#)
        #expect(response.status == .accepted)
    }

    @Test func `a batch that asks for too much is refused`() async throws {
        let many = "[" + Array(repeating: greeting, count: 101).joined(separator: ",") + "]"
        let hello = #"[{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-03-26"}}]"#
        for body in ["[]", many, hello] {
            let response = try await respond(body)
            #expect(response.status == .badRequest)
            #expect(response.json?["error"]?["code"] == -32600)
        }
    }

    @Test(arguments: ["2024-11-05", "2025-06-18", "2025-11-25", "2026-07-28", "x"])
    func `other revisions have no batches`(version: String) async throws {
        let response = try await respond("[\(greeting)]") { $0[.mcpProtocolVersion] = version }
        #expect(response.status == .badRequest)
        #expect(response.json?["error"]?["code"] == -32600)
    }

    @Test func `a batch has one limit, and every request its answer`() async throws {
        let exchange = ManualExchange()
        var request = post(try json("[\(greeting),{\"jsonrpc\":\"2.0\",\"id\":\"b\",\"method\":\"ping\"}]"))
        request.exchange = exchange
        _ = await MCPEndpoint(try makeServer()).respond(to: request)
        let late = exchange.terms?.late().json?.array
        #expect(late?.map { $0["id"] } == [1, "b"])
        #expect(late?.allSatisfy { $0["error"]?["code"] == 504 } == true)
    }

    @Test func `too many calls are 503`() async throws {
        var settings = MCPSettings()
        settings.callLimit = 0
        let response = await MCPEndpoint(try makeServer(settings)).respond(to: post(try json(greeting)))
        #expect(response.status == .serviceUnavailable)
    }
}
