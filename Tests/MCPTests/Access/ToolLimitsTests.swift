import HTTP
import JSON
import Testing

@testable import MCP

@Suite struct ToolLimitsTests {
    private func server() throws -> MCPServer {
        let limits = ToolLimits(.window(5, within: .seconds(86_400)), in: LimitTable())
        return MCPServer(try Catalog(tools: [Greet(), Add()]), toolLimits: limits)
    }
    private struct Add: Tool {
        let name = "add"
        let description = "Nothing"
        func call(_: NoArguments, in context: RequestContext) async throws -> ToolResult { ToolResult([.text("0")]) }
    }
    private func context(_ subject: String?, from address: String = "192.0.2.1", http: Bool = true) -> RequestContext {
        let caller = subject.map { Caller.token(Identity(subject: $0, issuer: "i", scopes: ["tool:user"])) } ?? .trusted
        var context = RequestContext(caller: caller, over: http ? .http : .stdio)
        context.answersWithStatus = http
        if http { context.origin = RequestOrigin(HTTPRequest(.post, "/mcp", from: address)) }
        return context
    }
    private func call(_ name: String, _ server: MCPServer, _ context: RequestContext) async -> Result<
        JSONObject, RPCError
    > {
        let arguments: JSONObject = name == "add" ? [:] : ["name": "Ada"]
        let request = RPCRequest(
            id: .number(1),
            method: "tools/call",
            params: ["name": .string(name), "arguments": .object(arguments)]
        )
        do throws(RPCError) { return .success(try await server.respond(to: request, in: context)) } catch {
            return .failure(error)
        }
    }
    private func isLimited(_ result: Result<JSONObject, RPCError>) -> Bool {
        if case .failure(let error) = result { error.code == 429 } else { false }
    }

    @Test func `the sixth call is refused, of this tool and by this caller only`() async throws {
        let server = try server()
        for _ in 0..<5 { #expect(!isLimited(await call("hello_world", server, context("ada")))) }
        #expect(isLimited(await call("hello_world", server, context("ada"))))
        #expect(isLimited(await call("hello_world", server, context("ada", from: "192.0.2.2"))))
        #expect(!isLimited(await call("add", server, context("ada"))))
        #expect(!isLimited(await call("hello_world", server, context("eve"))))
    }

    @Test func `without tokens the address counts, and what the client says of itself never`() async throws {
        let server = try server()
        for _ in 0..<5 { #expect(!isLimited(await call("add", server, context(nil)))) }
        #expect(isLimited(await call("add", server, context(nil))))
        #expect(!isLimited(await call("add", server, context(nil, from: "192.0.2.2"))))
    }

    @Test func `a tool that is not there costs nothing`() async throws {
        let server = try server()
        for _ in 0..<9 { _ = await call("no_such_tool", server, context("ada")) }
        #expect(!isLimited(await call("add", server, context("ada"))))
    }

    @Test func `on a pipe the model reads that it was too often`() async throws {
        let server = try server()
        for _ in 0..<5 { _ = await call("add", server, context(nil, http: false)) }
        let result = try await call("add", server, context(nil, http: false)).get()
        #expect(result["isError"] == true)
        #expect(JSONValue.object(result).text.contains("Rate limit exceeded; try again in "))
    }

    @Test func `over HTTP it is 429 with the body that every limit has`() throws {
        let error = RPCError.limited(
            LimitDecision(isAllowed: false, remaining: 0, wait: .milliseconds(100)),
            .window(5, within: .seconds(60))
        )
        let response = HTTPResponse.answer([], error.earlierStatus, error)
        #expect(response.status == .tooManyRequests && response.fields[.retryAfter] == "1")
        #expect(response.fields["RateLimit-Policy"] == #""tool";q=5;w=60"#)
        guard case .bytes(let body) = response.body else { return #expect(Bool(false)) }
        #expect(String(decoding: body, as: UTF8.self) == #"{"detail":"Rate limit exceeded"}"#)
    }
}
