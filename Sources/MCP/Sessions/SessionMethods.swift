internal import JSON

/// Where a session is remembered.
protocol SessionMemory: Sendable {
    /// Whose the tasks of this session are: nobody else's, and no other session's.
    var owner: Principal { get }
    /// Whom its tasks count for.
    var principal: Principal { get }
    /// What is remembered, if anything.
    func find() -> LiveSession?
    /// What is remembered from now on.
    ///
    /// - Throws: `busy`, when there is no room.
    func remember() throws(RPCError) -> LiveSession
}

/// Answers what only clients with a session may ask for, and hands on the rest.
final class SessionMethods: Sendable {
    let handler: any MCPHandler
    let handshake: Handshake
    let changes: Changes?
    let tasks: SessionTasks?

    init(handler: any MCPHandler, handshake: Handshake, changes: Changes?, tasks: SessionTasks? = nil) {
        self.handler = handler
        self.handshake = handshake
        self.changes = changes
        self.tasks = tasks
    }

    /// Whether `call` of a client of `version` is answered with a task.
    func keepsTask(_ call: RPCRequest, _ version: ProtocolVersion) -> Bool {
        version == .v2025_11_25 && tasks != nil && call.method == "tools/call" && call.params["task"] != nil
    }

    /// What `call` of a session of `owner` uses: see `MCPHandler.use`.
    func use(by call: RPCRequest, of owner: Principal) -> ItemUse? {
        guard call.method == "tasks/result" else { return handler.use(by: call) }
        return call.params["taskId"]?.string.flatMap { tasks?.store.find($0, of: owner) }?.use
    }

    func respond(
        to call: RPCRequest,
        in context: RequestContext,
        _ memory: some SessionMemory
    ) async throws(RPCError) -> JSONObject {
        if let tasks, context.version == .v2025_11_25, tasks.concerns(call) {
            return try await tasks.respond(to: call, in: context, memory)
        }
        switch call.method {
        case "logging/setLevel":
            let level = try MessageLevel(asked: call)
            try memory.remember().level = level
            return [:]
        case "resources/subscribe" where handler.offers("resources/read"):
            let uri = try call.uri()
            try handler.checkSubscription(to: uri, in: context)
            // Where nothing is told, nothing need be remembered.
            if let changes { try memory.remember().subscribe(to: uri, in: changes) }
            return [:]
        case "resources/unsubscribe" where handler.offers("resources/read"):
            let uri = try call.uri()
            memory.find()?.unsubscribe(from: uri)
            return [:]
        case "tools/list" where tasks != nil && context.version == .v2025_11_25:
            return try await handshake.respond(to: call, in: context).offeringTasks
        default: return try await handshake.respond(to: call, in: context)
        }
    }

    /// The result of `initialize` with what a server can do besides for a client whose state it keeps.
    func opening(_ result: JSONObject, for version: ProtocolVersion) -> JSONObject {
        var capabilities = result["capabilities"]?.object ?? [:]
        capabilities["logging"] = [:]
        for key in ["tools", "prompts", "resources"] {
            guard var capability = capabilities[key]?.object else { continue }
            if changes != nil { capability["listChanged"] = true }
            if key == "resources" { capability["subscribe"] = true }
            capabilities[key] = .object(capability)
        }
        if tasks != nil, version == .v2025_11_25, capabilities["tools"] != nil {
            capabilities["tasks"] = ["list": [:], "cancel": [:], "requests": ["tools": ["call": [:]]]]
        }
        var result = result
        result["capabilities"] = .object(capabilities)
        return result
    }
}

extension MessageLevel {
    fileprivate init(asked call: RPCRequest) throws(RPCError) {
        guard let level = call.params["level"]?.string.flatMap(MessageLevel.init(rawValue:)) else {
            throw .invalidParams("params.level must be a log level")
        }
        self = level
    }
}

extension RPCRequest {
    fileprivate func uri() throws(RPCError) -> String {
        guard case .string(let uri)? = params["uri"] else { throw .invalidParams("params.uri must be a string") }
        guard uri.utf8.count <= 4096 else { throw .invalidParams("params.uri is too long") }
        return uri
    }
}

extension JSONObject {
    /// A list of tools, each of which may run as a task.
    fileprivate var offeringTasks: JSONObject {
        var result = self
        result["tools"] = .array(
            (result["tools"]?.array ?? []).map { tool in
                guard var listing = tool.object, listing["execution"] == nil else { return tool }
                listing["execution"] = ["taskSupport": "optional"]
                return .object(listing)
            }
        )
        return result
    }
}
