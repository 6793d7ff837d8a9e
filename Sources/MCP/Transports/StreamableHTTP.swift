internal import HTTP
internal import JSON

/// The MCP endpoint of 2026-07-28 ("Streamable HTTP"): every POST stands alone, and says all about itself.
final class StreamableHTTP: Sendable {
    private let handler: any MCPHandler
    private let text: ResponseText

    init(_ handler: any MCPHandler, _ settings: MCPSettings) {
        self.handler = handler
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
                if accepted.contains(.eventStream) {
                    return await HTTPReply(to: call, from: handler, in: context, over: request, text).response()
                }
            }
            context.watch = request.exchange.map { .exchange($0) } ?? .none
            let result = try await handler.respond(to: call, in: context)
            return .message(text.result(result, id: call.id), .ok, accepted)
        } catch {
            return .message(text.error(error, id: call.id), error.status, accepted)
        }
    }
}

extension HTTPResponse {
    /// One response, in the form that the client reads. An error keeps its status, whatever the form.
    fileprivate static func message(_ bytes: [UInt8], _ status: HTTPStatus, _ accepted: Accepted) -> Self {
        if accepted.contains(.json) || status != .ok { return .answer(bytes, status) }
        return Self(
            .ok,
            fields: [.contentType: "text/event-stream", .cacheControl: "no-store"],
            body: .bytes(ServerSentEvent.text(bytes))
        )
    }

    /// A response as JSON. One that was refused for lack of room says when to come back.
    static func answer(_ bytes: [UInt8], _ status: HTTPStatus) -> Self {
        var response = Self.json(bytes, status)
        if status == .serviceUnavailable { response.fields[.retryAfter] = "1" }
        return response
    }
}

extension RPCError {
    /// The status of an answer of 2026-07-28 that is this error.
    var status: HTTPStatus {
        switch code {
        case -32601: .notFound
        case -32700, -32600, -32022 ... -32020: .badRequest
        case 503: .serviceUnavailable
        default: .ok
        }
    }
}
