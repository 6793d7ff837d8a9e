internal import HTTP
internal import JSON

/// Methods of a session.
extension SessionHTTP {
    func result(
        of call: RPCRequest,
        in context: RequestContext,
        _ token: SessionToken,
        _ request: HTTPRequest
    ) async throws(RPCError) -> JSONObject {
        switch call.method {
        case "initialize": throw .invalidRequest("initialize begins a session, and comes once")
        case "logging/setLevel":
            let level = try MessageLevel(asked: call)
            try live(token, request).level = level
            return [:]
        case "resources/subscribe" where handler.offers("resources/read"):
            let uri = try call.uri()
            let session = try live(token, request)
            guard session.subscribe(to: uri) else { throw .busy }
            session.listen(to: changes)
            return [:]
        case "resources/unsubscribe" where handler.offers("resources/read"):
            book.find(token)?.unsubscribe(from: try call.uri())
            return [:]
        default: return try await handshake.respond(to: call, in: context)
        }
    }

    private func live(_ token: SessionToken, _ request: HTTPRequest) throws(RPCError) -> LiveSession {
        guard let session = book.remember(token, by: request.exchange?.timers ?? PoolTimers()) else { throw .busy }
        return session
    }
}

extension MessageLevel {
    init(asked call: RPCRequest) throws(RPCError) {
        guard let level = call.params["level"]?.string.flatMap(MessageLevel.init(rawValue:)) else {
            throw .invalidParams("params.level must be a log level")
        }
        self = level
    }
}

extension RPCRequest {
    func uri() throws(RPCError) -> String {
        guard case .string(let uri)? = params["uri"] else { throw .invalidParams("params.uri must be a string") }
        guard uri.utf8.count <= 4096 else { throw .invalidParams("params.uri is too long") }
        return uri
    }
}

extension JSONObject {
    /// What a server can do for a client whose state it keeps, in the result of `initialize`.
    mutating func addSessionCapabilities(of version: ProtocolVersion, changes: Bool) {
        var capabilities = self["capabilities"]?.object ?? [:]
        capabilities["logging"] = [:]
        if changes {
            for key in ["tools", "prompts", "resources"] {
                guard var capability = capabilities[key]?.object else { continue }
                capability["listChanged"] = true
                capabilities[key] = .object(capability)
            }
        }
        if var resources = capabilities["resources"]?.object {
            resources["subscribe"] = true
            capabilities["resources"] = .object(resources)
        }
        self["capabilities"] = .object(capabilities)
    }
}
