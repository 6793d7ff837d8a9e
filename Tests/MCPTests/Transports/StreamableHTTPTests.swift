import HTTP
import JSON
import Testing

@testable import MCP

@Suite struct StreamableHTTPTests {
    private func respond(_ request: HTTPRequest, _ tools: [any Tool] = [Greet(), Regional()]) async throws
        -> HTTPResponse
    {
        await MCPEndpoint(try makeServer(tools: tools)).respond(to: request)
    }
    private func greeting(_ change: (inout HTTPFields) -> Void = { _ in }) -> HTTPRequest {
        post(currentCall("tools/call", ["name": "hello_world", "arguments": ["name": "Ada"]]), change)
    }

    @Test func `a call is answered in one object`() async throws {
        let response = try await respond(greeting())
        #expect(response.status == .ok)
        #expect(response.fields[.contentType] == "application/json")
        #expect(response.json?["id"] == 7)
        #expect(response.json?["result"]?["content"]?.array?.first?["text"] == "Hello, Ada!")
        #expect(response.json?["result"]?["resultType"] == "complete")
        #expect(
            response.json?["result"]?["_meta"]?["io.modelcontextprotocol/serverInfo"]
                == ["name": "mcp-forge", "version": "0.1.0"]
        )
    }

    @Test(arguments: [7, "7", 0, "", "uuid", -1] as [JSONValue])
    func `an id comes back as it went`(id: JSONValue) async throws {
        #expect(try await respond(post(currentCall("tools/list", id: id))).json?["id"] == id)
        #expect(try await respond(post(currentCall("nope", id: id))).json?["id"] == id)
    }

    /// §2.1 step 10: what is wrong first is reported first.
    struct Step: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let code: Int
        let status: Int
        var method = "tools/call"
        var params: JSONObject = ["name": "hello_world", "arguments": ["name": "Ada"]]
        var meta: JSONValue? = MCPTests.meta()
        var header: @Sendable (inout HTTPFields) -> Void = { _ in }
    }
    static let steps = [
        Step(testDescription: "1 no version header", code: -32020, status: 400) { $0[.mcpProtocolVersion] = nil },
        Step(testDescription: "1 before 2", code: -32602, status: 400, meta: nil) {
            $0[.mcpProtocolVersion] = "2026-07-28"
        },
        Step(
            testDescription: "2 no capabilities",
            code: -32602,
            status: 400,
            meta: ["io.modelcontextprotocol/protocolVersion": "2026-07-28"]
        ) { _ in },
        Step(
            testDescription: "2 before 3",
            code: -32602,
            status: 400,
            meta: ["io.modelcontextprotocol/protocolVersion": "2026-07-28"]
        ) { $0[.mcpProtocolVersion] = "2025-11-25" },
        Step(
            testDescription: "2 version no text",
            code: -32602,
            status: 400,
            meta: ["io.modelcontextprotocol/protocolVersion": 1]
        ) { $0[.mcpProtocolVersion] = "2026-07-28" },
        Step(testDescription: "3 header differs", code: -32020, status: 400) { $0[.mcpProtocolVersion] = "2025-11-25" },
        Step(testDescription: "3 before 4", code: -32020, status: 400, meta: MCPTests.meta(version: "v999.0.0")) {
            $0[.mcpProtocolVersion] = "2026-07-28"
        },
        Step(testDescription: "4 unsupported", code: -32022, status: 400, meta: MCPTests.meta(version: "v999.0.0")) {
            _ in
        },
        Step(
            testDescription: "4 earlier version",
            code: -32022,
            status: 400,
            meta: MCPTests.meta(version: "2025-11-25")
        ) { _ in },
        Step(testDescription: "4 before 5", code: -32022, status: 400, meta: MCPTests.meta(version: "v999.0.0")) {
            $0[.mcpMethod] = nil
        },
        Step(testDescription: "5 no method header", code: -32020, status: 400) { $0[.mcpMethod] = nil },
        Step(testDescription: "5 method differs", code: -32020, status: 400) { $0[.mcpMethod] = "tools/list" },
        Step(testDescription: "5 method differs by case", code: -32020, status: 400) { $0[.mcpMethod] = "Tools/Call" },
        Step(testDescription: "5 method twice", code: -32020, status: 400) { $0.append(.mcpMethod, "tools/call") },
        Step(testDescription: "5 method empty", code: -32020, status: 400) { $0[.mcpMethod] = "" },
        Step(testDescription: "6 unknown method", code: -32601, status: 404, method: "nope") { _ in },
        Step(testDescription: "6 removed method", code: -32601, status: 404, method: "resources/subscribe") { _ in },
        Step(testDescription: "7 no name header", code: -32020, status: 400) { $0[.mcpName] = nil },
        Step(testDescription: "7 name differs", code: -32020, status: 400) { $0[.mcpName] = "whoami" },
        Step(testDescription: "7 name twice", code: -32020, status: 400) { $0.append(.mcpName, "hello_world") },
        Step(testDescription: "7 name not said right", code: -32020, status: 400) {
            $0[.mcpName] = "=?base64?aGVsbG8?="
        },
        Step(testDescription: "7 before 9", code: -32020, status: 400, params: ["name": 5]) { $0[.mcpName] = "5" },
        Step(
            testDescription: "8 argument header missing",
            code: -32020,
            status: 400,
            params: ["name": "regional", "arguments": ["region": "eu"]]
        ) { _ in },
        Step(
            testDescription: "8 argument header wrong",
            code: -32020,
            status: 400,
            params: ["name": "regional", "arguments": ["region": "eu"]]
        ) { $0["Mcp-Param-Region"] = "us" },
        Step(testDescription: "8 header without argument", code: -32020, status: 400, params: ["name": "regional"]) {
            $0["Mcp-Param-Region"] = "us"
        },
        Step(
            testDescription: "8 header for null",
            code: -32020,
            status: 400,
            params: ["name": "regional", "arguments": ["region": .null]]
        ) { $0["Mcp-Param-Region"] = "" },
        Step(testDescription: "9 unknown tool", code: -32602, status: 200, params: ["name": "nope"]) { _ in },
    ]

    @Test(arguments: steps)
    func `checks come in their order`(step: Step) async throws {
        var params = step.params
        params["_meta"] = step.meta
        let body: JSONValue = ["jsonrpc": "2.0", "id": "x", "method": .string(step.method), "params": .object(params)]
        let response = try await respond(post(body, step.header))
        #expect(response.json?["error"]?["code"] == .int(step.code))
        #expect(response.status.code == step.status)
        #expect(response.json?["id"] == "x")
    }

    @Test func `a name in Base64 is the name`() async throws {
        let response = try await respond(greeting { $0[.mcpName] = "=?base64?aGVsbG9fd29ybGQ=?=" })
        #expect(response.status == .ok)
    }

    @Test func `arguments repeated in header fields are compared`() async throws {
        let call = currentCall("tools/call", ["name": "regional", "arguments": ["region": "eu", "count": 42]])
        let response = try await respond(
            post(call) { fields in
                fields["Mcp-Param-Region"] = "eu"
                fields["mcp-param-count"] = "42.0"
                fields["Mcp-Param-Other"] = "ignored"
            }
        )
        #expect(response.json?["result"]?["isError"] == nil)
        #expect(response.status == .ok)
    }

    @Test func `the method of what is not offered is not found, whatever its name header`() async throws {
        let server = try makeServer(tools: [])
        let response = await MCPEndpoint(server).respond(to: greeting { $0[.mcpName] = nil })
        #expect(response.status == .notFound)
    }

    @Test func `who knows only event streams gets one`() async throws {
        let response = try await respond(greeting { $0[.accept] = "text/event-stream" })
        #expect(response.fields[.contentType] == "text/event-stream")
        #expect(try await response.events().first?["result"]?["content"] != nil)
    }

    @Test func `too many calls are 503 with a time to come back`() async throws {
        var settings = MCPSettings()
        settings.callLimit = 0
        let response = await MCPEndpoint(try makeServer(settings)).respond(to: greeting())
        #expect(response.status == .serviceUnavailable)
        #expect(response.fields[.retryAfter] == "1")
        #expect(response.json?["id"] == 7)
    }

    @Test func `a bad progress token or level is an answer`() async throws {
        for meta in [["progressToken": []], ["io.modelcontextprotocol/logLevel": "loud"]] as [JSONObject] {
            let response = try await respond(post(currentCall("tools/list", meta: meta)))
            #expect(response.json?["error"]?["code"] == -32602)
            #expect(response.status == .ok)
        }
    }

    @Test func `a call that nobody waits with stays in its task`() async throws {
        let exchange = ManualExchange()
        var request = greeting()
        request.exchange = exchange
        _ = try await respond(request)
        #expect(exchange.terms?.limit == .seconds(60))
        #expect(exchange.manualTimers.delays.isEmpty)
    }

    @Test func `a subscription needs a client that reads streams`() async throws {
        let call = currentCall("subscriptions/listen", ["notifications": [:]])
        #expect(try await respond(post(call) { $0[.accept] = "application/json" }).status == .notAcceptable)
    }

    @Test func `missing client info is no fault`() async throws {
        #expect(try await respond(post(currentCall("server/discover"))).status == .ok)
    }
}
