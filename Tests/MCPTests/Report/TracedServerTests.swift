import HTTP
import JSON
import Synchronization
import Telemetry
import Testing

@testable import MCP

@Suite struct TracedServerTests {
    private static let parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
    private let queue = SpanQueue(limit: 100)
    private let tracer: Tracer

    init() { tracer = Tracer(Tracer.Settings(), to: queue) { 1_700_000_000_000_000_000 } }

    private func server(_ tools: any Tool...) throws -> TracedServer {
        TracedServer(try makeServer(tools: tools + [Greet()]), tracing: tracer)
    }

    private func text(_ key: String, _ span: SpanRecord) -> String? {
        let value = span.attributes.first { $0.key == key }?.value
        return if case .string(let text) = value { text } else { nil }
    }

    /// Sends `call` to the endpoint, within `outer`.
    private func ask(_ call: JSONValue, _ server: TracedServer, within outer: TraceContext? = nil) async -> [SpanRecord]
    {
        var request = post(call)
        if let outer { request.exchange = Outer(trace: outer) }
        _ = await MCPEndpoint(server).respond(to: request)
        return queue.take(100)
    }

    @Test func `a call within an HTTP request is a step below it`() async throws {
        let outer = tracer.begin("POST /mcp", .server, for: nil)
        let call = currentCall("tools/call", ["name": "hello_world", "arguments": ["name": "secret"]])
        let span = try #require(await ask(call, try server(), within: outer.context).first)
        #expect(span.name == "tools/call hello_world" && span.kind == .internal)
        #expect(span.parent == outer.context.spanID && span.context.traceID == outer.context.traceID)
        let expected = [
            "mcp.method.name": "tools/call", "mcp.protocol.version": "2026-07-28", "network.transport": "tcp",
            "network.protocol.name": "http", "jsonrpc.request.id": "7", "gen_ai.operation.name": "execute_tool",
            "gen_ai.tool.name": "hello_world",
        ]
        #expect(span.attributes.count == expected.count)
        for (key, value) in expected { #expect(text(key, span) == value) }
        #expect(!"\(span)".contains("secret") && span.links.isEmpty && !span.hasFailed)
    }

    @Test func `what _meta names is the parent, and the HTTP request is linked`() async throws {
        let outer = tracer.begin("POST /mcp", .server, for: nil)
        let call = currentCall("tools/list", meta: ["traceparent": .string(Self.parent), "tracestate": "a=1"])
        let span = try #require(await ask(call, try server(), within: outer.context).first)
        #expect(span.parent?.description == "00f067aa0ba902b7" && span.kind == .server && span.name == "tools/list")
        #expect(span.context.traceID.description == "4bf92f3577b34da6a3ce929d0e0e4736" && span.context.state == "a=1")
        #expect(span.links == [outer.context])
    }

    @Test func `without either a call begins a trace, over a pipe too`() async throws {
        let request = RPCRequest(id: .string("secret"), method: "tools/list")
        _ = try await server().respond(to: request, in: RequestContext())
        let span = try #require(queue.take(1).first)
        #expect(span.parent == nil && span.kind == .server && text("network.transport", span) == "pipe")
        #expect(text("jsonrpc.request.id", span) == nil)
    }

    @Test func `what the client does not keep is not kept, and tools find it all the same`() async throws {
        let seen = Mutex<String?>(nil)
        let tool = Scripted { context in
            seen.withLock { $0 = context.trace?.parent }
            return "done".result
        }
        let parent = String(Self.parent.dropLast(2)) + "00"
        let call = currentCall("tools/call", ["name": "scripted"], meta: ["traceparent": .string(parent)])
        #expect(await ask(call, try server(tool)).isEmpty)
        let found = try #require(seen.withLock { $0 })
        #expect(found.hasPrefix(parent.prefix(36)) && found.hasSuffix("-00") && found != parent)
    }

    @Test func `a tool that fails is a failure, and so is an error of the protocol`() async throws {
        let failing = Scripted { _ in throw ToolError("secret") }
        let result = try #require(
            await ask(currentCall("tools/call", ["name": "scripted"]), try server(failing)).first
        )
        #expect(result.hasFailed && text("error.type", result) == "tool_error")
        let unknown = try #require(await ask(currentCall("tools/call", ["name": "secret"]), try server()).first)
        #expect(unknown.hasFailed && text("error.type", unknown) == "-32602" && unknown.name == "tools/call")
        #expect(text("rpc.response.status_code", unknown) == "-32602" && text("gen_ai.tool.name", unknown) == nil)
        #expect(!"\(result)\(unknown)".contains("secret"))
    }

    @Test func `clients make no names of spans`() async throws {
        let spans = try await ask(currentCall("evil/method"), server()) + ask(currentCall("evil/other"), server())
        #expect(spans.map(\.name) == ["_OTHER", "_OTHER"])
        let page = try await ask(currentCall("resources/read", ["uri": "page://secret/part"]), server())
        #expect(page.map(\.name) == ["resources/read"])
        #expect(page.first.map { text("mcp.resource.uri", $0) } == "page://{id}/part")
        let prompt = try await ask(currentCall("prompts/get", ["name": .string(Opening().name)]), server())
        #expect(prompt.first.map { text("gen_ai.prompt.name", $0) } == Opening().name)
    }

    @Test func `the handshake has its name`() async throws {
        let handshake = Handshake(try server(), MCPSettings())
        let request = RPCRequest(id: .number(1), method: "initialize", params: ["protocolVersion": "2025-11-25"])
        _ = try await handshake.respond(to: request, in: RequestContext(version: .v2025_11_25))
        #expect(queue.take(1).map(\.name) == ["initialize"])
    }

    @Test func `earlier clients name their trace in _meta, too`() async throws {
        let params: JSONObject = ["_meta": ["traceparent": .string(Self.parent)]]
        let request = RPCRequest(id: .number(1), method: "tools/list", params: params)
        _ = try await server().respond(to: request, in: RequestContext(version: .v2025_06_18, over: .http))
        #expect(queue.take(1).map(\.parent?.description) == ["00f067aa0ba902b7"])
    }

    @Test func `a subscription is a step until it is acknowledged`() async throws {
        let call = currentCall("subscriptions/listen", ["notifications": ["toolsListChanged": true]])
        #expect(await ask(call, try server()).map(\.name) == ["subscriptions/listen"])
    }
}

/// An exchange within a step of a trace.
private struct Outer: Exchange {
    let trace: TraceContext?
    func agree(to terms: any Terms) {}
    func renew() {}
    func onDrain(_ action: @escaping @Sendable () -> Void) {}
    var timers: any Timers { PoolTimers() }
    var executor: (any TaskExecutor)? { nil }
}
