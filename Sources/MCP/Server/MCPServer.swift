internal import HTTP
public import JSON
public import Telemetry

/// Answers requests from the catalog of this process.
public final class MCPServer: MCPHandler {
    public let counters = CallCounters()
    let catalog: Catalog
    let settings: MCPSettings
    let log: Logger
    let sealing: Sealing?
    private let hasMirroredArguments: Bool

    /// - Parameter sealing: without one, a call cannot carry anything from one round of questions to the next.
    public init(
        _ catalog: Catalog,
        _ settings: MCPSettings = MCPSettings(),
        log: Logger = .silent,
        sealing: Sealing? = nil
    ) {
        self.catalog = catalog
        self.settings = settings
        self.log = log
        self.sealing = sealing
        hasMirroredArguments = catalog.toolOffers.contains { !$0.mirrored.isEmpty }
    }

    public func respond(to request: RPCRequest, in context: RequestContext) async throws(RPCError) -> JSONObject {
        if request.method == "tools/call" {
            guard Self.mayTakeRounds(request, in: context) else { return try await callTool(request, in: context) }
            return try await callTool(request, in: round(of: request, in: context))
        }
        guard offers(request.method) else { throw .methodNotFound(request.method) }
        return switch request.method {
        case "tools/list": try toolList(request.params, in: context)
        case "resources/read": try await readResource(request, in: context)
        case "resources/list": try resourceList(request.params, in: context)
        case "resources/templates/list": try templateList(request.params, in: context)
        case "prompts/get": try await getPrompt(request, in: context)
        case "prompts/list": try promptList(request.params, in: context)
        case "completion/complete": try await complete(request, in: context)
        case "server/discover": discovery(for: context)
        case "subscriptions/listen": try await listen(request, in: context)
        default: throw .methodNotFound(request.method)
        }
    }

    public func offers(_ method: String) -> Bool {
        switch method {
        case "tools/call", "tools/list": !catalog.tools.isEmpty
        case "resources/read", "resources/list", "resources/templates/list": !catalog.resources.isEmpty
        case "prompts/get", "prompts/list": !catalog.prompts.isEmpty
        case "completion/complete": offersCompletion
        case "server/discover", "subscriptions/listen": true
        default: false
        }
    }

    public func mirroredArguments(of tool: String) -> [MirroredArgument] {
        hasMirroredArguments ? catalog.tool(named: tool)?.mirrored ?? [] : []
    }

    private var offersCompletion: Bool {
        !catalog.prompts.isEmpty || catalog.resourceOffers.contains { $0.template != nil }
    }

    /// Capabilities are exactly the methods that are answered: nothing here ever changes, so nothing is announced.
    private func discovery(for context: RequestContext) -> JSONObject {
        var capabilities: JSONObject = [:]
        if !catalog.tools.isEmpty { capabilities["tools"] = [:] }
        if !catalog.resources.isEmpty { capabilities["resources"] = [:] }
        if !catalog.prompts.isEmpty { capabilities["prompts"] = [:] }
        if offersCompletion, context.version > .v2024_11_05 { capabilities["completions"] = [:] }
        var result: JSONObject = [
            "supportedVersions": .array(ProtocolVersion.allCases.reversed().map { .string($0.text) }),
            "capabilities": .object(capabilities),
        ]
        result["instructions"] = settings.instructions.map { .string($0) }
        if settings.hasProfile { result["_meta"] = [MetaKey.serverInfo: .object(settings.serverInfo(for: .latest))] }
        return cacheable(result, in: context)
    }

    /// The result with how long, and by whom, it may be kept (2026-07-28, "Caching").
    ///
    /// Where callers prove who they are, nobody may hand one's answer to another.
    func cacheable(_ result: JSONObject, in context: RequestContext, isPublic: Bool = true) -> JSONObject {
        guard !context.version.hasHandshake else { return result }
        var result = result
        let isLaterRound = (context.client as? RoundTrips)?.isLater ?? false
        result["ttlMs"] = .int(isLaterRound ? 0 : max(0, settings.cacheTime.milliseconds))
        result["cacheScope"] = isPublic && context.caller.identity == nil ? "public" : "private"
        return result
    }
}
