import HTTP
import JSON
import Telemetry
import Testing

@testable import MCP

@Suite struct MCPServerToolsTests {
    private func call(
        _ server: MCPServer,
        _ params: JSONObject,
        as caller: Caller = .trusted,
        over transport: RequestContext.Transport = .stdio,
        _ method: String = "tools/call"
    ) async throws -> JSONObject {
        try await server.respond(
            to: RPCRequest(id: .number(1), method: method, params: params),
            in: RequestContext(caller: caller, over: transport)
        )
    }

    @Test func `a call answers with content`() async throws {
        let result = try await call(makeServer(), ["name": "hello_world", "arguments": ["name": "Ada"]])
        #expect(result == ["content": [["type": "text", "text": "Hello, Ada!"]]])
    }

    @Test func `arguments may be left out`() async throws {
        let server = try makeServer(tools: [Scripted { _ in "ok".result }])
        #expect(try await call(server, ["name": "scripted"])["content"] != nil)
    }

    @Test(
        arguments: [
            ([:], "params.name must be a string"), (["name": 1], "params.name must be a string"),
            (["name": "nope"], "Unknown tool: nope"), (["name": "Hello_World"], "Unknown tool: Hello_World"),
            (["name": "hello_world", "arguments": []], "params.arguments must be an object"),
            (["name": "hello_world", "arguments": .null], "params.arguments must be an object"),
        ] as [(JSONObject, String)]
    )
    func `a malformed call is an error`(params: JSONObject, why: String) async throws {
        let server = try makeServer()
        await #expect(throws: RPCError.invalidParams(why)) { try await call(server, params) }
    }

    @Test func `wrong arguments are an answer with the path`() async throws {
        let result = try await call(makeServer(), ["name": "hello_world"])
        #expect(result["isError"] == true)
        #expect(result["content"]?.array?.first?["text"] == "Error: name parameter is required and must be a string")
    }

    @Test func `a scope that is missing is an answer`() async throws {
        let nobody = try await call(makeServer(), ["name": "hello_world", "arguments": ["name": "A"]], as: .unknown)
        #expect(nobody["isError"] == true)
        #expect(nobody["content"]?.array?.first?["text"] == "Insufficient permissions: tool:user scope required")
        let ada = Caller.token(Identity(subject: "ada", scopes: ["tool:user"]))
        #expect(
            try await call(makeServer(), ["name": "hello_world", "arguments": ["name": "A"]], as: ada)["isError"] == nil
        )
    }

    @Test func `a tool of the pipe is not on the network`() async throws {
        let server = try makeServer(tools: [Scripted(stdioOnly: true) { _ in "ok".result }, Greet()])
        #expect(try await call(server, [:], over: .stdio, "tools/list")["tools"]?.array?.count == 2)
        #expect(try await call(server, [:], over: .http, "tools/list")["tools"]?.array?.count == 1)
        #expect(try await call(server, [:], over: .webSocket, "tools/list")["tools"]?.array?.count == 1)
        #expect(try await call(server, ["name": "scripted"], over: .stdio)["isError"] == nil)
        await #expect(throws: RPCError.invalidParams("Unknown tool: scripted")) {
            try await call(server, ["name": "scripted"], over: .http)
        }
    }

    @Test func `only the own words of a tool reach the client`() async throws {
        struct Secret: Error { let password = "hunter2" }
        let records = Records()
        let server = try makeServer(tools: [Scripted { _ in throw Secret() }], log: records.logger)
        let result = try await call(server, ["name": "scripted"])
        let text = try #require(result["content"]?.array?.first?["text"]?.string)
        let record = try #require(records.all.first)
        let number = try #require(record.2["request"]?.string)
        #expect(result["isError"] == true)
        #expect(text == "Internal error (request \(number))")
        #expect(record.0 == .error)
        #expect(record.2["error"]?.string?.contains("hunter2") == true)
        #expect(number.utf8.count == 16)
    }

    @Test func `a tool on the pool answers too`() async throws {
        let server = try makeServer(tools: [Scripted(runsOn: .pool) { _ in "ok".result }])
        #expect(try await call(server, ["name": "scripted"])["isError"] == nil)
    }

    @Test func `one call too many is refused`() async throws {
        var settings = MCPSettings()
        settings.callLimit = 1
        let gate = Gate()
        let entered = Gate()
        let waiting = Scripted { _ in
            entered.open()
            await gate.wait()
            return "ok".result
        }
        let server = try makeServer(tools: [waiting], settings)
        async let first = call(server, ["name": "scripted"])
        await entered.wait()
        await #expect(throws: RPCError.busy) { try await call(server, ["name": "scripted"]) }
        gate.open()
        #expect(try await first["isError"] == nil)
        #expect(server.counters.running == 0)
        #expect(server.counters.refused == 1)
    }
}
