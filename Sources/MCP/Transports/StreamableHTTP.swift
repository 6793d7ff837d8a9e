internal import HTTP
internal import JSON

/// The MCP endpoint of 2026-07-28 ("Streamable HTTP"): every POST stands alone, and says all about itself.
final class StreamableHTTP: Sendable {
    private let handler: any MCPHandler
    private let text: ResponseText
    private let looksAtOrigin: Bool

    init(_ handler: any MCPHandler, _ settings: MCPSettings) {
        self.handler = handler
        looksAtOrigin = handler.looksAtOrigin
        text = ResponseText(from: settings)
    }

    func respond(
        to call: RPCRequest,
        _ meta: RequestMeta,
        in request: HTTPRequest,
        _ accepted: Accepted
    ) async -> HTTPResponse {
        do throws(RPCError) {
            let context = try context(of: call, meta, in: request)
            return await answer(call, meta, in: context, request, accepted)
        } catch {
            // What `_meta` lacks is a fault of the request, not of its parameters.
            return .refusal(error, to: call.id, error.status == .ok ? .badRequest : error.status)
        }
    }

    /// Everything a request must fulfil before it is answered, in the order in which failures are reported.
    private func context(
        of call: RPCRequest,
        _ meta: RequestMeta,
        in request: HTTPRequest
    ) throws(RPCError) -> RequestContext {
        let headers = HeaderCheck(fields: request.fields)
        try headers.requireVersion()
        let (version, capabilities) = try meta.required()
        try headers.compareVersion(with: version)
        guard version == ProtocolVersion.latest.text else { throw .unsupportedVersion(version) }
        try headers.compareMethod(with: call.method)
        do throws(RPCError) {
            try headers.compareName(with: call)
        } catch {
            throw handler.offers(call.method) ? error : .methodNotFound(call.method)
        }
        if call.method == "tools/call", case .string(let tool)? = call.params["name"] {
            try headers.compare(handler.mirroredArguments(of: tool), with: call.params)
        }
        var context = RequestContext(caller: request.caller, over: .http)
        context.memory = request.memory
        context.clientCapabilities = capabilities
        context.trace = meta.trace
        context.answersWithStatus = true
        if looksAtOrigin { context.origin = RequestOrigin(request) }
        return context
    }

    /// In the caller's task, unless the client wants to hear from the request before its result.
    private func answer(
        _ call: RPCRequest,
        _ meta: RequestMeta,
        in context: RequestContext,
        _ request: HTTPRequest,
        _ accepted: Accepted
    ) async -> HTTPResponse {
        do throws(RPCError) {
            var context = context
            let listens = call.method == "subscriptions/listen"
            if listens, !accepted.contains(.eventStream) { return HTTPResponse(.notAcceptable) }
            if listens || meta.invitesNotifications {
                context.progressToken = try meta.token()
                context.level = try meta.level()
                if listens, let source = handler as? any SubscriptionSource {
                    return try ListenReply.response(to: call, from: source, in: context, over: request.exchange, text)
                }
                if accepted.contains(.eventStream) {
                    return await HTTPReply(to: call, from: handler, in: context, over: request, text).response()
                }
            }
            context.watch = request.exchange.map { .exchange($0) } ?? .none
            let result = try await handler.respond(to: call, in: context)
            return .message(text.result(result, id: call.id), accepted)
        } catch {
            let bytes = text.error(error, id: call.id)
            return error.status == .ok ? .message(bytes, accepted) : .answer(bytes, error.status, error)
        }
    }
}

extension HTTPResponse {
    /// One message, in the form that the client reads.
    fileprivate static func message(_ bytes: [UInt8], _ accepted: Accepted) -> Self {
        if accepted.contains(.json) { return .answer(bytes, .ok) }
        return Self(
            .ok,
            fields: [.contentType: "text/event-stream", .cacheControl: "no-store"],
            body: .bytes(ServerSentEvent.text(bytes))
        )
    }
}
