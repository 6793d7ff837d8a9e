import HTTP
import JSON
import MCP

/// The MCP server as clients see it that stay: each message is answered by what is current when it comes.
final class LatestServer: MCPHandler {
    let first: any MCPHandler
    let current: @Sendable () -> (any MCPHandler)?
    /// Who sends what comes, in place of whom the context names.
    let caller: (@Sendable () -> Caller)?
    /// How often one may ask, where nobody has counted the requests before.
    let limits: (@Sendable () -> RequestLimits?)?

    init(
        first: any MCPHandler,
        current: @escaping @Sendable () -> (any MCPHandler)?,
        caller: (@Sendable () -> Caller)? = nil,
        limits: (@Sendable () -> RequestLimits?)? = nil
    ) {
        self.first = first
        self.current = current
        self.caller = caller
        self.limits = limits
    }

    private var server: any MCPHandler { current() ?? first }

    func respond(to request: RPCRequest, in context: RequestContext) async throws(RPCError) -> JSONObject {
        try await answer(to: request, in: context).json
    }

    func answer(to request: RPCRequest, in context: RequestContext) async throws(RPCError) -> RPCAnswer {
        var context = context
        if let caller { context.caller = caller() }
        let address = context.origin?.remoteAddress ?? ""
        if let excess = await limits?()?.excess(of: context.caller, at: address) {
            throw .limited(excess.decision, excess.policy)
        }
        return try await server.answer(to: request, in: context)
    }

    func outcome(of request: RPCRequest, in context: RequestContext) -> RPCOutcome {
        // Limits may be counted elsewhere, which is waited for.
        guard limits?() == nil else {
            return .later { [self] () throws(RPCError) in try await answer(to: request, in: context) }
        }
        var context = context
        if let caller { context.caller = caller() }
        return server.outcome(of: request, in: context)
    }

    func offers(_ method: String) -> Bool { server.offers(method) }

    func checkSubscription(to uri: String, in context: RequestContext) throws(RPCError) {
        var context = context
        if let caller { context.caller = caller() }
        try server.checkSubscription(to: uri, in: context)
    }

    func use(by request: RPCRequest) -> ItemUse? { server.use(by: request) }

    func denial(of use: ItemUse, in context: RequestContext) -> RPCError? {
        var context = context
        if let caller { context.caller = caller() }
        return server.denial(of: use, in: context)
    }

    func mirroredArguments(of tool: String) -> [MirroredArgument] { server.mirroredArguments(of: tool) }

    /// Rules that look at it may come with the next configuration.
    var looksAtOrigin: Bool { true }
}
