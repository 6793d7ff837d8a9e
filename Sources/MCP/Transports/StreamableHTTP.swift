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

    func outcome(
        of call: RPCRequest,
        _ meta: RequestMeta,
        in request: HTTPRequest,
        _ accepted: Accepted
    ) -> HTTPOutcome {
        let context: RequestContext
        do throws(RPCError) {
            context = try self.context(of: call, meta, in: request)
        } catch {
            // What `_meta` lacks is a fault of the request, not of its parameters.
            return .now(.refusal(error, to: call.id, error.status == .ok ? .badRequest : error.status))
        }
        if meta.invitesNotifications || call.method == "subscriptions/listen" {
            return .later { [self] in await report(on: call, meta, in: context, request, accepted) }
        }
        switch handler.outcome(of: call, in: context) {
        case .now(let result): return .now(response(to: call, result, accepted))
        case let outcome: return .later { [self] in response(to: call, await outcome.result, accepted) }
        }
    }

    /// Everything a request must fulfil before it is answered, in the order in which failures are reported.
    private func context(
        of call: RPCRequest,
        _ meta: RequestMeta,
        in request: HTTPRequest
    ) throws(RPCError) -> RequestContext {
        try request.fields.requireVersion()
        let (version, capabilities) = try meta.required()
        try request.fields.compareVersion(with: version)
        guard version == ProtocolVersion.latest.text else { throw .unsupportedVersion(version) }
        try request.fields.compareMethod(with: call.method)
        let name: String?
        do throws(RPCError) {
            name = try request.fields.compareName(with: call)
        } catch {
            throw handler.offers(call.method) ? error : .methodNotFound(call.method)
        }
        if call.method == "tools/call", let tool = name {
            try request.fields.compare(handler.mirroredArguments(of: tool), with: call.params)
        }
        var context = RequestContext(caller: request.caller, over: .http)
        context.memory = request.memory
        context.clientCapabilities = capabilities
        context.trace = meta.trace
        context.watch = .exchange(request.exchange)
        context.answersWithStatus = true
        context.address = request.remoteAddress
        if looksAtOrigin { context.origin = RequestOrigin(request) }
        return context
    }

    private func response(
        to call: RPCRequest,
        _ result: Result<RPCAnswer, RPCError>,
        _ accepted: Accepted
    ) -> HTTPResponse {
        switch result {
        case .success(let answer): .message(text.result(answer, id: call.id), accepted)
        case .failure(let error): failure(error, of: call, accepted)
        }
    }

    /// For a client that wants to hear from the request before its result.
    @inline(never)
    private func report(
        on call: RPCRequest,
        _ meta: RequestMeta,
        in context: RequestContext,
        _ request: HTTPRequest,
        _ accepted: Accepted
    ) async -> HTTPResponse {
        do throws(RPCError) {
            var context = context
            let listens = call.method == "subscriptions/listen"
            if listens, !accepted.contains(.eventStream) { return HTTPResponse(.notAcceptable) }
            context.progressToken = try meta.token()
            context.level = try meta.level()
            if listens, let source = handler as? any SubscriptionSource {
                return try ListenReply.response(to: call, from: source, in: context, over: request.exchange, text)
            }
            guard accepted.contains(.eventStream) else {
                return response(to: call, await handler.outcome(of: call, in: context).result, accepted)
            }
            return await HTTPReply(to: call, from: handler, in: context, over: request, text).response()
        } catch {
            return failure(error, of: call, accepted)
        }
    }

    private func failure(_ error: RPCError, of call: RPCRequest, _ accepted: Accepted) -> HTTPResponse {
        let bytes = text.error(error, id: call.id)
        return error.status == .ok ? .message(bytes, accepted) : .answer(bytes, error.status, error)
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
