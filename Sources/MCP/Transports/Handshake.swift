internal import JSON

/// Answers requests of the revisions before 2026-07-28, whose clients open with `initialize`.
struct Handshake: Sendable {
    private let handler: any MCPHandler
    private let settings: MCPSettings

    init(_ handler: any MCPHandler, _ settings: MCPSettings) {
        self.handler = handler
        self.settings = settings
    }

    /// Whether `method` is answered here, or refused here, and not by the handler alone.
    func concerns(_ method: String) -> Bool {
        switch method {
        case "tools/call": false
        case "initialize", "ping", "server/discover", "subscriptions/listen": true
        default: false
        }
    }

    func respond(to request: RPCRequest, in context: RequestContext) async throws(RPCError) -> JSONObject {
        switch request.method {
        case "initialize": try await open(request, in: context)
        case "ping": [:]
        case "server/discover", "subscriptions/listen": throw .methodNotFound(request.method)
        default: try await handler.respond(to: request, in: context)
        }
    }

    /// The client's version when it is one with a handshake, else the newest of those.
    static func version(asked request: RPCRequest) throws(RPCError) -> ProtocolVersion {
        guard case .string(let text)? = request.params["protocolVersion"] else {
            throw .invalidParams("params.protocolVersion must be a string")
        }
        guard let version = ProtocolVersion(text), version.hasHandshake else { return .latestWithHandshake }
        return version
    }

    private func open(_ request: RPCRequest, in context: RequestContext) async throws(RPCError) -> JSONObject {
        let version = try Self.version(asked: request)
        var context = context
        context.version = version
        let discovery = try await handler.respond(
            to: RPCRequest(id: request.id, method: "server/discover"),
            in: context
        )
        var result: JSONObject = [
            "protocolVersion": .string(version.text),
            "capabilities": discovery["capabilities"] ?? [:],
            "serverInfo": .object(settings.serverInfo(for: version)),
        ]
        result["instructions"] = version > .v2024_11_05 ? discovery["instructions"] : nil
        return result
    }
}
