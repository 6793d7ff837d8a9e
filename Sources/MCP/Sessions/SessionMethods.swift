internal import JSON

/// Where a session is remembered.
protocol SessionMemory: Sendable {
    /// What is remembered, if anything.
    func find() -> LiveSession?
    /// What is remembered from now on.
    ///
    /// - Throws: `busy`, when there is no room.
    func remember() throws(RPCError) -> LiveSession
}

/// Answers what only clients with a session may ask for, and hands on the rest.
struct SessionMethods: Sendable {
    let handler: any MCPHandler
    let handshake: Handshake
    let changes: Changes?

    func respond(
        to call: RPCRequest,
        in context: RequestContext,
        _ memory: some SessionMemory
    ) async throws(RPCError) -> JSONObject {
        switch call.method {
        case "logging/setLevel":
            let level = try MessageLevel(asked: call)
            try memory.remember().level = level
            return [:]
        case "resources/subscribe" where handler.offers("resources/read"):
            let uri = try call.uri()
            let session = try memory.remember()
            guard session.subscribe(to: uri) else { throw .busy }
            session.listen(to: changes)
            return [:]
        case "resources/unsubscribe" where handler.offers("resources/read"):
            memory.find()?.unsubscribe(from: try call.uri())
            return [:]
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
