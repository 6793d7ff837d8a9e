internal import HTTP
public import JSON
public import Telemetry

/// A server whose requests are steps of traces, with the names of OpenTelemetry's semantic conventions for MCP.
///
/// Names and templates of the catalog stand in them, and never what a client sends: no arguments, no results, no messages
/// of errors, no session ids.
public final class TracedServer: MCPHandler {
    private let server: MCPServer
    private let tracer: Tracer

    public init(_ server: MCPServer, tracing tracer: Tracer) {
        self.server = server
        self.tracer = tracer
    }

    public func respond(to request: RPCRequest, in context: RequestContext) async throws(RPCError) -> JSONObject {
        try await answer(to: request, in: context).json
    }

    public func answer(to request: RPCRequest, in context: RequestContext) async throws(RPCError) -> RPCAnswer {
        try await outcome(of: request, in: context).answer()
    }

    public func outcome(of request: RPCRequest, in context: RequestContext) -> RPCOutcome {
        let (span, context) = begin(request, in: context)
        switch server.outcome(of: request, in: context) {
        case .now(let result):
            span.end(with: result)
            return .now(result)
        case let outcome:
            return .later { () throws(RPCError) in
                let result = await outcome.result
                span.end(with: result)
                return try result.get()
            }
        }
    }

    /// What the client names in `_meta` is the parent, wherever the request came from; else the HTTP request is, or
    /// nothing.
    private func begin(_ request: RPCRequest, in context: RequestContext) -> (TraceSpan, RequestContext) {
        let carrier = context.watch.carrier
        let client = context.trace ?? RequestMeta(request.params).trace
        let span: TraceSpan
        switch (client, carrier?.trace) {
        case (let client?, let outer):
            span = tracer.begin("", .server, for: client)
            if let outer, outer.isSampled { span.link(to: outer) }
            carrier?.note(.trace(span.context))
        case (nil, let outer?): span = tracer.begin("", .internal, within: outer)
        case (nil, nil): span = tracer.begin("", .server, for: nil)
        }
        if span.isKept { describe(request, in: context, span) }
        var context = context
        context.trace = span.context
        return (span, context)
    }

    private func describe(_ request: RPCRequest, in context: RequestContext, _ span: TraceSpan) {
        let method = method(of: request, in: context)
        var name = method
        span.set("mcp.method.name", .string(method))
        span.set("mcp.protocol.version", .string(context.version.text))
        span.set("network.transport", .string(context.transport == .stdio ? "pipe" : "tcp"))
        switch context.transport {
        case .http: span.set("network.protocol.name", .string("http"))
        case .webSocket: span.set("network.protocol.name", .string("websocket"))
        case .stdio: break
        }
        if case .number(let id) = request.id { span.set("jsonrpc.request.id", .string("\(id)")) }
        switch method {
        case "tools/call":
            span.set("gen_ai.operation.name", .string("execute_tool"))
            guard let tool = request.params["name"]?.string.flatMap(server.live.offered.tool(named:)) else { break }
            span.set("gen_ai.tool.name", .string(tool.name))
            name += " \(tool.name)"
        case "prompts/get":
            guard let prompt = request.params["name"]?.string.flatMap(server.catalog.prompt(named:)) else { break }
            span.set("gen_ai.prompt.name", .string(prompt.name))
            name += " \(prompt.name)"
        case "resources/read":
            guard let offer = request.params["uri"]?.string.flatMap(server.find)?.0 else { break }
            span.set("mcp.resource.uri", .string(offer.resource.uri))
        default: break
        }
        span.rename(name)
    }

    /// Of a client with a handshake, only `initialize` leads to a discovery. What is no method of this server could be
    /// anything.
    private func method(of request: RPCRequest, in context: RequestContext) -> String {
        if request.method == "server/discover", context.version.hasHandshake { return "initialize" }
        return server.offers(request.method) ? request.method : "_OTHER"
    }

    public func offers(_ method: String) -> Bool { server.offers(method) }
    public func checkSubscription(to uri: String, in context: RequestContext) throws(RPCError) {
        try server.checkSubscription(to: uri, in: context)
    }
    public func use(by request: RPCRequest) -> ItemUse? { server.use(by: request) }
    public func denial(of use: ItemUse, in context: RequestContext) -> RPCError? { server.denial(of: use, in: context) }
    public func mirroredArguments(of tool: String) -> [MirroredArgument] { server.mirroredArguments(of: tool) }
    public var looksAtOrigin: Bool { server.looksAtOrigin }
}

/// A subscription is a step until it is acknowledged; it may stay open for days.
extension TracedServer: SubscriptionSource {
    func subscribe(_ request: RPCRequest, in context: RequestContext) throws(RPCError) -> OpenSubscription {
        let (span, context) = begin(request, in: context)
        defer { span.end() }
        do throws(RPCError) {
            return try server.subscribe(request, in: context)
        } catch {
            span.fail(with: error)
            throw error
        }
    }
}

extension TraceSpan {
    fileprivate func end(with result: Result<RPCAnswer, RPCError>) {
        switch result {
        case .success(let answer): if isKept, answer.isError { fail("tool_error") }
        case .failure(let error): fail(with: error)
        }
        end()
    }
    fileprivate func fail(with error: RPCError) {
        set("rpc.response.status_code", .string("\(error.code)"))
        fail("\(error.code)")
    }
}
