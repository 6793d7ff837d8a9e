internal import HTTP
internal import JSON
private import Synchronization

/// What `initialize` settled on a two-way channel, and what is remembered from then on.
final class PipeSession: SessionMemory {
    let version: ProtocolVersion
    private let capabilities: JSONObject
    private let live: LiveSession
    private let methods: SessionMethods
    private let answerTime: Duration
    private let asks: @Sendable () -> Void

    /// - Parameters:
    ///   - outbox: takes what the server says of its own accord.
    ///   - asks: runs when an answer begins to be awaited.
    init(
        _ version: ProtocolVersion,
        opening call: RPCRequest,
        of caller: Caller,
        from address: String?,
        _ methods: SessionMethods,
        _ settings: SessionSettings,
        through outbox: Outbox,
        asks: @escaping @Sendable () -> Void = {}
    ) {
        self.version = version
        principal = caller.principal
        self.asks = asks
        self.methods = methods
        capabilities = ClientAbilities(call.params["capabilities"]?.object ?? [:], in: version).capabilities
        answerTime = settings.answerTime
        live = LiveSession(version, settings, of: SessionHolder(of: caller, from: address), through: outbox)
    }

    /// Nobody else shares the channel, and each has its own.
    let owner = Principal("channel \(RequestNumber().text)\(RequestNumber().text)")
    let principal: Principal
    func find() -> LiveSession? { live }
    func remember() -> LiveSession { live }

    /// What a call knows of its client.
    func enter(_ context: inout RequestContext, _ link: PipeLink) {
        context.clientCapabilities = capabilities
        context.level = live.level ?? .info
        context.client = link
    }

    func respond(to call: RPCRequest, in context: RequestContext) async throws(RPCError) -> JSONObject {
        let result = try await methods.respond(to: call, in: context, self)
        guard call.method == "initialize" else { return result }
        live.listen(to: methods.changes)
        return methods.opening(result, for: version)
    }

    /// Takes the answer to something that was asked; others are ignored.
    func accept(_ response: RPCResponse) { _ = live.inquiries.answer(response) }

    /// Whether an answer is awaited.
    var isAsking: Bool { live.inquiries.isWaiting }

    /// The client has gone.
    func end() {
        live.end()
        methods.tasks?.store.end(of: owner)
    }

    fileprivate func ask(
        _ method: String,
        _ params: JSONObject,
        by timers: any Timers,
        _ send: @escaping @Sendable ([UInt8]) -> Bool
    ) async throws -> JSONObject {
        if let refusal = ClientNeeds.refusal(of: method, params, by: capabilities) { throw refusal }
        return try await live.inquiries.ask(method, params, within: answerTime, by: timers) { message in
            defer { self.asks() }
            return send(message)
        }
    }

    fileprivate func tell(_ notification: RPCNotification) { live.send(notification) }
}

/// How one call asks the client at the other end of its channel.
final class PipeLink: ClientLink, ClientTeller {
    private let session: PipeSession
    private let outbox: Outbox
    private let timers: any Timers
    private let reply = Mutex<Reply?>(nil)

    init(_ session: PipeSession, through outbox: Outbox, by timers: any Timers) {
        self.session = session
        self.outbox = outbox
        self.timers = timers
    }

    /// From now on it is `reply` that waits for answers.
    func serve(_ reply: Reply) { self.reply.withLock { $0 = reply } }

    func result(of method: String, _ params: JSONObject, as key: String) async throws -> JSONObject {
        let reply = reply.withLock { $0 }
        reply?.hold()
        defer { reply?.proceed() }
        return try await session.ask(method, params, by: timers) { [outbox] message in
            // What is asked must arrive, as a response must.
            outbox.put(Outbox.Message(bytes: message))
        }
    }

    func tell(_ notification: RPCNotification) { session.tell(notification) }
}
