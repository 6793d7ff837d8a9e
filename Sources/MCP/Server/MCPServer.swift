internal import HTTP
public import JSON
public import Telemetry

/// Answers requests from the catalog of this process.
public final class MCPServer: MCPHandler {
    public let counters: CallCounters
    /// Tells clients that listen what has changed.
    public var changes: Changes { live.changes }
    let live: LiveCatalog
    let settings: MCPSettings
    let log: Logger
    let sealing: Sealing?
    /// Work that goes on after its call was answered.
    public let tasks: TaskStore?
    let toolLimits: ToolLimits?
    let access: AccessRules
    public let looksAtOrigin: Bool
    let listeners: ListenerCount

    public convenience init(
        _ catalog: Catalog,
        _ settings: MCPSettings = MCPSettings(),
        log: Logger = .silent,
        sealing: Sealing? = nil,
        tasks: TaskStore? = nil,
        access: AccessRules = AccessRules(),
        toolLimits: ToolLimits? = nil
    ) {
        self.init(
            LiveCatalog(catalog),
            settings,
            log: log,
            sealing: sealing,
            tasks: tasks,
            access: access,
            toolLimits: toolLimits
        )
    }

    /// - Parameters:
    ///   - sealing: without one, a call cannot carry anything from one round of questions to the next.
    ///   - tasks: without them, no call goes on after it was answered.
    ///   - access: who may use what, beside the scopes that the catalog declares.
    ///   - toolLimits: how often one may call a tool; `nil` is as often as one likes.
    ///   - predecessor: whose place this one takes; its calls and listeners go on being counted.
    public init(
        _ live: LiveCatalog,
        _ settings: MCPSettings = MCPSettings(),
        log: Logger = .silent,
        sealing: Sealing? = nil,
        tasks: TaskStore? = nil,
        access: AccessRules = AccessRules(),
        toolLimits: ToolLimits? = nil,
        succeeding predecessor: MCPServer? = nil
    ) {
        counters = predecessor?.counters ?? CallCounters()
        listeners = predecessor?.listeners ?? ListenerCount()
        self.live = live
        self.access = access
        self.toolLimits = toolLimits
        looksAtOrigin = access.hasConditions || toolLimits != nil
        self.settings = settings
        self.log = log
        self.sealing = sealing
        self.tasks = tasks
        warnOfDuplicates()
    }

    /// What is offered now.
    var catalog: Catalog {
        @inline(__always) get { live.offered.catalog }
    }

    /// Offers another catalog from now on, and tells clients what differs.
    public func offer(_ catalog: Catalog) {
        live.offer(catalog)
        warnOfDuplicates()
    }

    private func warnOfDuplicates() {
        for name in catalog.duplicates {
            log.warning("two in the catalog have one name; the first is offered", ["name": .string(name)])
        }
    }

    public func respond(to request: RPCRequest, in context: RequestContext) async throws(RPCError) -> JSONObject {
        try await answer(to: request, in: context).json
    }

    public func answer(to request: RPCRequest, in context: RequestContext) async throws(RPCError) -> RPCAnswer {
        try await outcome(of: request, in: context).answer()
    }

    public func outcome(of request: RPCRequest, in context: RequestContext) -> RPCOutcome {
        guard request.method == "tools/call" else {
            return .later { [self] () throws(RPCError) in .object(try await respond(toOther: request, in: context)) }
        }
        guard Self.mayTakeRounds(request, in: context) else { return outcome(ofCall: request, in: context) }
        return outcome(ofRound: request, in: context)
    }

    // What follows is rare: apart, it takes no room in the frames of every call.

    @inline(never)
    private func outcome(ofRound request: RPCRequest, in context: RequestContext) -> RPCOutcome {
        do throws(RPCError) {
            return outcome(ofCall: request, in: try round(of: request, in: context))
        } catch {
            return .now(.failure(error))
        }
    }

    @inline(never)
    private func respond(
        toOther request: RPCRequest,
        in context: RequestContext
    ) async throws(RPCError) -> JSONObject {
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
        case "tasks/get", "tasks/update", "tasks/cancel": try answer(aboutTask: request, in: context)
        default: throw .methodNotFound(request.method)
        }
    }

    public func offers(_ method: String) -> Bool {
        switch method {
        case "tools/call", "tools/list": live.offered.hasTools
        case "resources/read", "resources/list", "resources/templates/list": live.offered.hasResources
        case "prompts/get", "prompts/list": live.offered.hasPrompts
        case "completion/complete": live.offered.hasCompletion
        case "server/discover", "subscriptions/listen": true
        case "tasks/get", "tasks/update", "tasks/cancel": tasks != nil
        default: false
        }
    }

    public func mirroredArguments(of tool: String) -> [MirroredArgument] {
        let offered = live.offered
        return offered.hasMirroredArguments ? offered.catalog.tool(named: tool)?.mirrored ?? [] : []
    }

    /// Capabilities are exactly what is answered. Before 2026-07-28 it is the session that tells of changes, or nobody.
    private func discovery(for context: RequestContext) -> JSONObject {
        let offered = live.offered
        let tells = !context.version.hasHandshake
        let list: JSONObject = tells ? ["listChanged": true] : [:]
        var capabilities: JSONObject = [:]
        if offered.hasTools { capabilities["tools"] = .object(list) }
        if offered.hasResources {
            capabilities["resources"] = .object(tells ? ["subscribe": true, "listChanged": true] : [:])
        }
        if offered.hasPrompts { capabilities["prompts"] = .object(list) }
        if offered.hasCompletion, context.version > .v2024_11_05 { capabilities["completions"] = [:] }
        if tells, tasks != nil { capabilities["extensions"] = .object([Self.tasksExtension: [:]]) }
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
        result["ttlMs"] = .int(context.isLaterRound ? 0 : max(0, settings.cacheTime.milliseconds))
        result["cacheScope"] = isPublic && context.caller.identity == nil && !looksAtOrigin ? "public" : "private"
        return result
    }
}
