public import JSON

/// Answers MCP requests: this server, one upstream, or a gateway over many.
public protocol MCPHandler: AnyObject, Sendable {
    /// The result of one request, in the shape of `context.version` but without `resultType` and `serverInfo`,
    /// which the transport adds. Interim notifications go out through `context`.
    /// Cancelling the task abandons the request.
    func respond(to request: RPCRequest, in context: RequestContext) async throws(RPCError) -> JSONObject

    /// The same, as it is before it is JSON.
    func answer(to request: RPCRequest, in context: RequestContext) async throws(RPCError) -> RPCAnswer

    /// The same, but what needs no waiting is answered before this returns: what transports ask for, perhaps outside of tasks,
    /// so it must not block. Whoever hands requests on hands this and `answer` on, too, or its calls take longer.
    func outcome(of request: RPCRequest, in context: RequestContext) -> RPCOutcome

    /// Whether `method` is one that this handler offers at all.
    func offers(_ method: String) -> Bool

    /// Whether the caller may hear of changes of the resource `uri`.
    ///
    /// - Throws: what reading it would be answered with, where there is none or it may not be read.
    func checkSubscription(to uri: String, in context: RequestContext) throws(RPCError)

    /// What `request` uses; `nil` where nobody would be refused its outcome.
    func use(by request: RPCRequest) -> ItemUse?

    /// Why the caller may not have what comes of `use`; `nil` when it may.
    func denial(of use: ItemUse, in context: RequestContext) -> RPCError?

    /// Why the caller may not have `call`, of a tool, run as a task: what the call itself would be refused with by a status.
    /// `nil` when it may, and when the outcome of the task says so.
    func denialOfTask(for call: RPCRequest, in context: RequestContext) -> RPCError?

    /// Arguments of `tool` that clients over HTTP repeat in header fields (2026-07-28, "x-mcp-header").
    func mirroredArguments(of tool: String) -> [MirroredArgument]

    /// Whether it wants to know `context.origin`. Does not change.
    var looksAtOrigin: Bool { get }
}

extension MCPHandler {
    public func answer(to request: RPCRequest, in context: RequestContext) async throws(RPCError) -> RPCAnswer {
        .object(try await respond(to: request, in: context))
    }
    public func outcome(of request: RPCRequest, in context: RequestContext) -> RPCOutcome {
        .later { [self] () throws(RPCError) in try await answer(to: request, in: context) }
    }
    public func offers(_ method: String) -> Bool { true }
    public func checkSubscription(to uri: String, in context: RequestContext) throws(RPCError) {}
    public func use(by request: RPCRequest) -> ItemUse? { nil }
    public func denial(of use: ItemUse, in context: RequestContext) -> RPCError? { nil }
    public func denialOfTask(for call: RPCRequest, in context: RequestContext) -> RPCError? { nil }
    public func mirroredArguments(of tool: String) -> [MirroredArgument] { [] }
    public var looksAtOrigin: Bool { false }
}
