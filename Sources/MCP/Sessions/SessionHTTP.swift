internal import HTTP
internal import JSON

/// The MCP endpoint for clients that keep a session (2025-03-26 to 2025-11-25).
///
/// The session id is sealed and says all that a request needs, so any process with the same keys can serve it. What must
/// be remembered besides is remembered by the process that saw it.
public final class SessionHTTP: Sendable {
    let book: SessionBook
    let methods: SessionMethods
    let settings: MCPSettings
    private let text = ResponseText.bare

    /// - Parameters:
    ///   - sealing: seals session ids; processes that share its keys share sessions.
    ///   - changes: what clients hear of on their streams.
    ///   - tasks: without them, no call goes on after it was answered.
    ///   - predecessor: whose sessions go on with this one; those that `sealing` does not open end.
    public init(
        _ handler: any MCPHandler,
        _ settings: MCPSettings,
        sealing: Sealing,
        changes: Changes? = nil,
        tasks: TaskStore? = nil,
        succeeding predecessor: SessionHTTP? = nil,
        now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }
    ) {
        self.settings = settings
        methods = SessionMethods(
            handler: handler,
            handshake: Handshake(handler, settings),
            changes: changes,
            tasks: tasks.map { SessionTasks(store: $0, handler: handler, pageSize: settings.pageSize) }
        )
        book = predecessor?.book ?? SessionBook(settings.sessions, sealing: sealing, now: now)
        if predecessor != nil { book.adopt(settings.sessions, sealing: sealing) }
    }

    /// Sessions of which this process remembers something.
    public var count: Int { book.liveCount }

    /// Bytes of events that streams keep for clients that come back.
    public var replayedBytes: Int { book.replay.count }

    /// Whether requests without a session are refused.
    var isRequired: Bool { book.settings.mode == .required }

    /// Answers `initialize` with the id of a new session.
    @inline(never)
    func open(_ call: RPCRequest, in request: HTTPRequest) async -> HTTPResponse {
        do throws(RPCError) {
            try request.fields.compareVolunteered(with: call)
            var context = RequestContext(caller: request.caller, version: .latestWithHandshake, over: .http)
            context.trace = RequestMeta(call.params).trace
            context.watch = .exchange(request.exchange)
            var result = try await methods.handshake.respond(to: call, in: context)
            let version = try Handshake.version(asked: call)
            let id = book.issue(version, call.params["capabilities"]?.object ?? [:], to: request.caller)
            if id != nil { result = methods.opening(result, for: version) }
            var response = HTTPResponse.json(text.result(result, id: call.id))
            response.fields[.mcpSessionID] = id
            return response
        } catch {
            return .answer(of: Outbox.Message(bytes: text.error(error, id: call.id), error: error))
        }
    }

    /// How a request goes on.
    enum Course {
        /// It belongs to no session.
        case elsewhere
        case answered(HTTPResponse)
        /// It has been started, and waits.
        case runs(SessionCall)
        indirect case settles(RequestContext, SessionToken)
        /// It begins a session.
        case opens
    }

    /// Begins to answer a request within the session `id`. A call that never waits has been answered when this returns.
    ///
    /// - Parameter standsAlone: whether its answer is one of HTTP, with a status of its own.
    @inline(never)
    func begin(
        _ call: RPCRequest,
        _ meta: RequestMeta,
        under id: ArraySlice<UInt8>,
        in request: HTTPRequest,
        _ accepted: Accepted,
        standsAlone: Bool = true
    ) -> Course {
        guard let token = book.open(id, by: request.caller) else { return .answered(.unknownSession(call.id)) }
        if let refusal = request.fields.versionRefusal { return .answered(.refusal(refusal, to: call.id)) }
        do throws(RPCError) {
            try request.fields.compareVolunteered(with: call)
            var context = RequestContext(caller: request.caller, version: token.version, over: .http)
            context.memory = request.memory
            context.clientCapabilities = token.capabilities
            context.trace = meta.trace
            context.answersWithStatus = standsAlone
            context.address = request.remoteAddress
            if methods.handler.looksAtOrigin { context.origin = RequestOrigin(request) }
            guard call.mayTakeLong, !methods.keepsTask(call, token.version) else { return .settles(context, token) }
            context.progressToken = try meta.token()
            return run(call, in: &context, token, request, accepted)
        } catch {
            return .answered(.answer(of: Outbox.Message(bytes: text.error(error, id: call.id), error: error)))
        }
    }

    /// The answer of a request that was begun, when it has come.
    @inline(never)
    func finish(_ course: Course, of call: RPCRequest, in request: HTTPRequest) async -> HTTPResponse {
        switch course {
        case .elsewhere: .unknownSession(call.id)
        case .answered(let response): response
        case .runs(let sessionCall): await sessionCall.response()
        case .settles(let context, let token): await settle(call, in: context, token, request)
        case .opens: await open(call, in: request)
        }
    }

    /// Answers what is soon done.
    @inline(never)
    private func settle(
        _ call: RPCRequest,
        in context: RequestContext,
        _ token: SessionToken,
        _ request: HTTPRequest
    ) async -> HTTPResponse {
        do throws(RPCError) {
            var context = context
            context.watch = .exchange(request.exchange)
            guard call.method != "initialize" else { throw .invalidRequest("initialize begins a session") }
            let memory = HTTPSessionMemory(book, token, request)
            return .json(text.result(try await methods.respond(to: call, in: context, memory), id: call.id))
        } catch {
            return .answer(of: Outbox.Message(bytes: text.error(error, id: call.id), error: error))
        }
    }

    /// Takes in what is not answered: a notification, or the answer to something the server asked.
    func accept(_ message: RPCMessage, under id: ArraySlice<UInt8>, in request: HTTPRequest) -> HTTPResponse {
        guard let token = book.open(id, by: request.caller) else { return .unknownSession() }
        if let refusal = request.fields.versionRefusal { return .refusal(refusal) }
        switch message {
        case .response(let response):
            guard book.find(token)?.inquiries.answer(response) == true else {
                return .refusal(.invalidRequest("nothing with this id was asked here"), to: response.id)
            }
        case .notification(let notification) where notification.method == "notifications/cancelled":
            if let id = notification.params["requestId"].flatMap(RPCID.init) { book.find(token)?.cancel(id) }
        case .notification, .request: break
        }
        return HTTPResponse(.accepted)
    }

    /// Runs a call that may wait, ask, or say something before its result.
    private func run(
        _ call: RPCRequest,
        in context: inout RequestContext,
        _ token: SessionToken,
        _ request: HTTPRequest,
        _ accepted: Accepted
    ) -> Course {
        let timers = request.exchange.timers
        let sessionCall = SessionCall(
            call.id,
            by: methods,
            of: token,
            in: book,
            from: request.remoteAddress,
            readsStreams: accepted.contains(.eventStream),
            by: timers
        )
        context.client = sessionCall
        context.level = book.find(token)?.level ?? .info
        let reply = Reply(
            to: call,
            through: sessionCall,
            as: text,
            timers: timers,
            over: request.exchange
        )
        sessionCall.prepare(for: reply)
        let responder = call.method == "tasks/result" ? result(token, request) : .handler(methods.handler)
        reply.start(in: &context, on: request.exchange.executor, responder)
        guard let answer = sessionCall.answer(to: reply) else { return .runs(sessionCall) }
        return .answered(.answer(of: answer))
    }

    /// Who answers `tasks/result`.
    private func result(_ token: SessionToken, _ request: HTTPRequest) -> Reply.Responder {
        let memory = HTTPSessionMemory(book, token, request)
        return .other { [methods] call, context throws(RPCError) in
            try await methods.respond(to: call, in: context, memory)
        }
    }
}

extension RPCRequest {
    /// Whether code of an author answers, which may wait, ask or report.
    fileprivate var mayTakeLong: Bool {
        switch method {
        case "tools/call", "prompts/get", "resources/read", "completion/complete", "tasks/result": true
        default: false
        }
    }
}

extension HTTPFields {
    /// Why `MCP-Protocol-Version` of a request in a session is not taken. The session knows its version, so there may
    /// be none.
    var versionRefusal: RPCError? {
        switch single(.mcpProtocolVersion) {
        case .missing: nil
        case .value(let bytes) where ProtocolVersion(bytes)?.hasHandshake == true: nil
        case .value, .several: .invalidRequest("MCP-Protocol-Version is not the version of the session")
        }
    }
}

extension HTTPResponse {
    /// 404: the client begins anew, with `initialize`.
    static func unknownSession(_ id: RPCID? = nil) -> Self {
        .refusal(RPCError(code: 404, "Session not found"), to: id, .notFound)
    }
}

/// What this process remembers of a session over HTTP.
private struct HTTPSessionMemory: SessionMemory {
    let book: SessionBook
    let token: SessionToken
    let address: String
    let timers: any Timers

    init(_ book: SessionBook, _ token: SessionToken, _ request: HTTPRequest) {
        self.book = book
        self.token = token
        address = request.remoteAddress
        timers = request.exchange.timers
    }

    var owner: Principal { token.owner }
    var principal: Principal { token.principal }
    func find() -> LiveSession? { book.find(token) }
    func remember() throws(RPCError) -> LiveSession {
        guard let session = book.remember(token, from: address, by: timers) else { throw .busy }
        return session
    }
}
