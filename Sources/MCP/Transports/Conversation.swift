internal import HTTP
internal import JSON
private import Synchronization

/// What happens between one client and the server on a two-way channel.
///
/// Requests of 2026-07-28 say all about themselves. What `initialize` settles for the others is the only thing that is
/// kept from one message to the next.
final class Conversation: Sendable {
    private let handler: any MCPHandler
    private let methods: SessionMethods
    private let settings: SessionSettings
    private let caller: Caller
    private let transport: RequestContext.Transport
    private let origin: RequestOrigin?
    private let limit: Int
    private let outbox: Outbox
    private let timers: any Timers
    private let executor: (any TaskExecutor)?
    /// What counts large messages; `nil` for a client on this machine, which shares its memory anyway.
    private let exchange: (any Exchange)?
    private let current: ResponseText
    private let state = Mutex(State())

    private struct State: Sendable {
        var replies: [RPCID: Reply] = [:]
        var calls = 0
        var subscriptions = 0
        /// What `initialize` settled.
        var session: PipeSession?
        /// Who waits for a call to end; several, where messages come by several requests.
        var readers: [CheckedContinuation<Void, Never>] = []

        mutating func takeReaders() -> [CheckedContinuation<Void, Never>] {
            defer { readers = [] }
            return readers
        }
    }

    init(
        with handler: any MCPHandler,
        as caller: Caller,
        over transport: RequestContext.Transport = .stdio,
        from origin: RequestOrigin? = nil,
        _ settings: MCPSettings,
        through outbox: Outbox,
        timers: any Timers,
        on executor: (any TaskExecutor)?,
        within exchange: (any Exchange)? = nil,
        telling changes: Changes?,
        tasks: TaskStore? = nil
    ) {
        self.handler = handler
        methods = SessionMethods(
            handler: handler,
            handshake: Handshake(handler, settings),
            changes: changes,
            tasks: tasks.map { SessionTasks(store: $0, handler: handler, pageSize: settings.pageSize) }
        )
        self.settings = settings.sessions
        self.caller = caller
        self.transport = transport
        self.origin = origin
        limit = max(1, settings.callsPerConnection)
        self.outbox = outbox
        self.timers = timers
        self.executor = executor
        self.exchange = exchange
        current = ResponseText(from: settings)
    }

    /// Takes one message in; waits while too many requests run, or too much waits to be written.
    ///
    /// - Parameter repeats: what earlier messages have repeated; `nil` where nobody remembers.
    func accept(_ line: [UInt8], knowing repeats: JSONRepeats? = nil) async {
        guard !line.isBlank else { return }
        do throws(RPCRejection) {
            var weight = 0
            let json = try Self.read(line, knowing: repeats, weight: &weight)
            if case .array(let items) = json, state.withLock({ $0.session })?.version == .v2025_03_26 {
                return await accept(batch: items, weight: weight)
            }
            await accept(try RPCMessage(json), weight: weight)
        } catch {
            refuse(error.error, error.id)
            await outbox.room()
        }
    }

    /// - Parameters:
    ///   - request: what brought the message, where each comes by a request of its own: its caller holds.
    ///   - weight: bytes of memory that the message takes.
    func accept(_ message: RPCMessage, from request: HTTPRequest? = nil, weight: Int = 0) async {
        switch message {
        case .request(let call): await start(call, from: request, weight, through: outbox)
        case .notification(let notification): hear(notification)
        case .response(let response): state.withLock { $0.session }?.accept(response)
        }
        await outbox.room()
    }

    func refuse(_ error: RPCError, _ id: RPCID?) { outbox.put(.error(error, id)) }

    /// Cancels what runs.
    func end() {
        for reply in state.withLock({ Array($0.replies.values) }) { reply.cancel() }
        state.withLock { $0.session }?.end()
    }

    private static func read(
        _ line: [UInt8],
        knowing repeats: JSONRepeats?,
        weight: inout Int
    ) throws(RPCRejection) -> JSONValue {
        do throws(JSONError) {
            return try JSONParser.messages.parse(line.span, knowing: repeats, weight: &weight)
        } catch {
            throw RPCRejection(id: nil, error: .parseError)
        }
    }

    /// A batch (JSON-RPC 2.0 §6) of 2025-03-26: its requests run side by side, and are answered as one.
    private func accept(batch items: [JSONValue], weight: Int) async {
        guard (1...SessionlessHTTP.batchLimit).contains(items.count) else {
            return refuse(.invalidRequest("a batch of 1 to \(SessionlessHTTP.batchLimit) messages"), nil)
        }
        let memory: HeldMemory?
        do throws(RPCError) {
            memory = try hold(weight)
        } catch {
            return refuse(error, nil)
        }
        let batch = BatchReplies(to: outbox, holding: memory)
        for item in items {
            do throws(RPCRejection) {
                let message = try RPCMessage(item)
                guard case .request(let call) = message else {
                    await accept(message)
                    continue
                }
                batch.begin()
                await start(call, from: nil, 0, through: batch) { batch.end() }
            } catch {
                batch.put(.error(error.error, error.id))
            }
        }
        batch.end()
        await outbox.room()
    }

    private func hear(_ notification: RPCNotification) {
        guard notification.method == "notifications/cancelled",
            let id = notification.params["requestId"].flatMap(RPCID.init)
        else { return }
        state.withLock { $0.replies[id] }?.cancel()
    }
}

/// Requests.
extension Conversation {
    /// - Parameter ended: runs when the request has been answered, or never will be.
    private func start(
        _ request: RPCRequest,
        from carrier: HTTPRequest?,
        _ weight: Int,
        through sink: any ReplySink,
        ended: @escaping @Sendable () -> Void = {}
    ) async {
        do throws(RPCError) {
            var context = try context(of: request)
            context.memory = try hold(weight)
            if let carrier {
                context.caller = carrier.caller
                context.origin = RequestOrigin(carrier)
                context.address = carrier.remoteAddress
            }
            let isSubscription = request.method == "subscriptions/listen"
            if !isSubscription { try await slot() }
            let text = context.version.hasHandshake ? .bare : current
            let forget: @Sendable () -> Void = {
                self.forget(request.id, isSubscription)
                ended()
            }
            let reply = Reply(to: request, through: sink, as: text, timers: timers, ended: forget)
            try remember(reply, request.id, isSubscription)
            guard context.version.hasHandshake else {
                return reply.start(in: &context, on: executor, .handler(handler))
            }
            let session = session(for: request, context.version)
            let link = session.map { PipeLink($0, through: outbox, by: timers) }
            if let session, let link { session.enter(&context, link) }
            link?.serve(reply)
            reply.start(in: &context, on: executor, .other(session?.respond ?? methods.handshake.respond))
        } catch {
            _ = sink.put(.error(error, request.id))
            ended()
        }
    }

    /// - Throws: `busy`, when there is no room for a message of `weight` bytes.
    private func hold(_ weight: Int) throws(RPCError) -> HeldMemory? {
        guard weight > MCPEndpoint.lightweight, let exchange else { return nil }
        guard let memory = exchange.hold(weight) else { throw .busy }
        return memory
    }

    /// By what the message says itself; else as `initialize` settled.
    private func context(of request: RPCRequest) throws(RPCError) -> RequestContext {
        let meta = RequestMeta(request.params)
        var context = RequestContext(caller: caller, over: transport)
        context.origin = origin
        context.address = origin?.remoteAddress
        context.progressToken = try meta.token()
        context.trace = meta.trace
        if meta.isCurrent {
            let (version, capabilities) = try meta.required()
            guard version == ProtocolVersion.latest.text else { throw .unsupportedVersion(version) }
            context.clientCapabilities = capabilities
            context.level = try meta.level()
        } else {
            context.version = try version(of: request)
        }
        return context
    }

    private func version(of request: RPCRequest) throws(RPCError) -> ProtocolVersion {
        let settled = state.withLock { $0.session?.version }
        switch (request.method, settled) {
        case ("initialize", nil): return try Handshake.version(asked: request)
        case ("initialize", _?): throw .invalidRequest("initialize comes once")
        case ("ping", let settled): return settled ?? .latestWithHandshake
        case (_, let settled?): return settled
        case (_, nil):
            throw .invalidParams("params._meta[\"\(MetaKey.protocolVersion)\"] is missing, and initialize did not come")
        }
    }

    /// The session that `initialize` opens, or has opened; `nil` before.
    private func session(for request: RPCRequest, _ version: ProtocolVersion) -> PipeSession? {
        guard request.method == "initialize" else { return state.withLock { $0.session } }
        let session = PipeSession(
            version,
            opening: request,
            of: caller,
            from: origin?.remoteAddress,
            methods,
            settings,
            through: outbox
        ) { [weak self] in self?.readOn() }
        state.withLock { $0.session = session }
        return session
    }

    private func remember(_ reply: Reply, _ id: RPCID, _ isSubscription: Bool) throws(RPCError) {
        let refusal = state.withLock { state -> RPCError? in
            guard state.replies[id] == nil else { return .invalidRequest("a request with this id is running") }
            guard !isSubscription || state.subscriptions < limit else { return .busy }
            state.replies[id] = reply
            if isSubscription { state.subscriptions += 1 } else { state.calls += 1 }
            return nil
        }
        if let refusal { throw refusal }
    }

    private func forget(_ id: RPCID, _ isSubscription: Bool) {
        let readers = state.withLock { state in
            state.replies[id] = nil
            if isSubscription { state.subscriptions -= 1 } else { state.calls -= 1 }
            return state.takeReaders()
        }
        for reader in readers { reader.resume() }
    }

    /// Returns when one more request may run. Subscriptions wait for nobody, so they take no place.
    ///
    /// - Throws: `busy`, while calls wait for what the client answers: it must be read.
    private func slot() async throws(RPCError) {
        while true {
            await withCheckedContinuation { continuation in
                let isFree = state.withLock { state in
                    if state.calls < limit || state.session?.isAsking == true { return true }
                    state.readers.append(continuation)
                    return false
                }
                if isFree { continuation.resume() }
            }
            let (isFree, isAsking) = state.withLock { ($0.calls < limit, $0.session?.isAsking == true) }
            if isFree { return }
            if isAsking { throw .busy }
        }
    }

    private func readOn() {
        for reader in state.withLock({ $0.takeReaders() }) { reader.resume() }
    }
}

extension Outbox.Message {
    fileprivate static func error(_ error: RPCError, _ id: RPCID?) -> Self {
        Self(bytes: ResponseText.bare.error(error, id: id), error: error)
    }
}

extension [UInt8] {
    /// Whether the line holds nothing but blanks.
    fileprivate var isBlank: Bool { allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0d } }
}
