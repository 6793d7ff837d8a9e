internal import HTTP
internal import JSON
private import Synchronization

/// What this process remembers of one session.
final class LiveSession: Sendable {
    /// Streams kept for clients that come back after the stream's end.
    static let endedStreamLimit = 8
    /// Calls of one session that may be waited for.
    static let callLimit = 1024

    let version: ProtocolVersion
    let inquiries = Inquiries()
    private let settings: SessionSettings
    /// Whom its subscriptions count for.
    private let holder: SessionHolder?
    /// Where everything goes on a two-way channel.
    private let outbox: Outbox?
    /// What the streams of all sessions keep.
    private let replay: ByteBudget
    private let state = Mutex(State())

    fileprivate struct State: Sendable {
        var level: MessageLevel?
        var subscriptions: Set<String> = []
        /// Bytes that these have taken, and where from.
        var subscribed = 0
        var budget: SubscriptionBudget?
        var holder: SessionHolder?
        var standalone: SessionStream?
        /// Streams of calls, oldest first.
        var streams: [SessionStream] = []
        var calls: [RPCID: Reply] = [:]
        var listener: Changes.Listener?
        var isOver = false
    }

    init(
        _ version: ProtocolVersion,
        _ settings: SessionSettings,
        of holder: SessionHolder? = nil,
        keeping replay: ByteBudget = ByteBudget(),
        through outbox: Outbox? = nil
    ) {
        self.holder = holder
        self.replay = replay
        self.outbox = outbox
        self.version = version
        self.settings = settings
    }

    var level: MessageLevel? {
        get { state.withLock { $0.level } }
        set { state.withLock { $0.level = newValue } }
    }

    /// Whether something goes on, so that silence means nothing.
    var isBusy: Bool {
        inquiries.isWaiting
            || state.withLock { state in
                !state.calls.isEmpty || state.standalone?.isAttached == true
                    || state.streams.contains(where: \.isAttached)
            }
    }

    /// Ends what is open and cancels what runs.
    func end() {
        inquiries.close()
        let (streams, calls) = state.withLock { state in
            defer {
                state.isOver = true
                state.calls = [:]
                state.streams = []
                state.standalone = nil
                state.listener = nil
                state.unsubscribe()
            }
            return (state.streams + [state.standalone].compactMap(\.self), Array(state.calls.values))
        }
        for call in calls { call.cancel() }
        for stream in streams { stream.end() }
    }

    deinit { state.withLock { $0.unsubscribe() } }
}

/// Calls that did not answer at once.
extension LiveSession {
    /// Keeps a call within reach of `notifications/cancelled`.
    func remember(_ reply: Reply, _ id: RPCID) {
        state.withLock { state in
            if !state.isOver, state.calls.count < Self.callLimit { state.calls[id] = reply }
        }
    }
    func forget(_ id: RPCID, _ reply: Reply) {
        state.withLock { state in if state.calls[id] === reply { state.calls[id] = nil } }
    }
    func cancel(_ id: RPCID) { state.withLock { $0.calls[id] }?.cancel() }
}

/// Streams.
extension LiveSession {
    /// A stream for one call; `nil` when the session is over.
    func openStream(using use: ItemUse? = nil) -> SessionStream? {
        let stream = makeStream(using: use)
        return state.withLock { state -> SessionStream? in
            guard !state.isOver else { return nil }
            state.streams.append(stream)
            state.discard(beyond: settings.replayLimit)
            return stream
        }
    }

    private func makeStream(using use: ItemUse? = nil) -> SessionStream {
        SessionStream(limit: settings.replayLimit, of: replay, limit: settings.replayMemory, using: use)
    }

    /// The stream for what belongs to no call, with its reader; `nil` while another reads it.
    func openStandalone() -> (SessionStream, Reading)? {
        let stream = makeStream()
        guard let reading = stream.read(after: 0) else { return nil }
        return state.withLock { state -> (SessionStream, Reading)? in
            guard !state.isOver, state.standalone?.isAttached != true else { return nil }
            state.standalone = stream
            return (stream, reading)
        }
    }

    func stream(named name: String) -> SessionStream? {
        state.withLock { state in
            state.standalone.flatMap { $0.name == name ? $0 : nil } ?? state.streams.first { $0.name == name }
        }
    }

    /// Sends what belongs to no call. Returns whether there is a stream for it.
    @discardableResult
    func send(_ notification: RPCNotification) -> Bool {
        if let outbox { return outbox.put(Outbox.Message(bytes: notification.bytes, isResponse: false)) }
        guard let stream = state.withLock({ $0.standalone }) else { return false }
        return stream.put(notification.bytes, isDispensable: true)
    }
}

/// Questions that belong to no call.
extension LiveSession {
    func ask(_ method: String, _ params: JSONObject, by timers: any Timers) async throws -> JSONObject {
        try await inquiries.ask(method, params, within: settings.answerTime, by: timers) { message in
            if let outbox = self.outbox { return outbox.put(Outbox.Message(bytes: message)) }
            guard let stream = self.state.withLock({ $0.standalone }) else { return false }
            return stream.put(message, isDispensable: false)
        }
    }
}

/// What changes in the server.
extension LiveSession {
    /// Begins to tell of changes, once.
    func listen(to changes: Changes?) {
        guard let changes, state.withLock({ $0.listener == nil && !$0.isOver }) else { return }
        let listener = changes.listen { [weak self] in self?.tell($0) }
        state.withLock { state in if !state.isOver { state.listener = listener } }
    }

    /// - Throws: `invalidParams` when the session has as many subscriptions as it may, `fullOfSubscriptions` when its holder or all sessions have.
    func subscribe(to uri: String, in changes: Changes) throws(RPCError) {
        let refusal = state.withLock { $0.subscribe(to: uri, changes.subscriptions, holder, settings) }
        if let refusal { throw refusal }
        listen(to: changes)
    }
    func unsubscribe(from uri: String) { state.withLock { $0.unsubscribe(from: uri) } }

    private func tell(_ change: Changes.Change) {
        if case .resource(let uri) = change, !state.withLock({ $0.subscriptions.contains(uri) }) { return }
        send(change.notification)
    }
}

extension LiveSession.State {
    fileprivate mutating func subscribe(
        to uri: String,
        _ budget: SubscriptionBudget,
        _ holder: SessionHolder?,
        _ settings: SessionSettings
    ) -> RPCError? {
        guard !subscriptions.contains(uri), !isOver else { return nil }
        let size = uri.subscriptionSize
        guard subscriptions.count < settings.subscriptionLimit, subscribed + size <= settings.subscriptionSize else {
            return .invalidParams("The session has too many subscriptions")
        }
        guard budget.take(size, for: holder, settings) else { return .fullOfSubscriptions }
        self.holder = holder
        self.budget = budget
        subscribed += size
        subscriptions.insert(uri)
        return nil
    }

    fileprivate mutating func unsubscribe(from uri: String) {
        guard subscriptions.remove(uri) != nil else { return }
        subscribed -= uri.subscriptionSize
        budget?.giveBack(uri.subscriptionSize, for: holder)
    }

    fileprivate mutating func unsubscribe() {
        budget?.giveBack(subscribed, for: holder)
        subscribed = 0
        subscriptions = []
    }

    /// Forgets ended streams, the oldest first, until those that are left are few and small.
    fileprivate mutating func discard(beyond limit: Int) {
        let ended = streams.filter { $0.isEnded && !$0.isAttached }
        var rest = ended.count
        var size = ended.reduce(0) { $0 + $1.size }
        for stream in ended where rest > LiveSession.endedStreamLimit || size > limit {
            streams.removeAll { $0 === stream }
            rest -= 1
            size -= stream.size
        }
    }
}

extension String {
    /// Bytes that a set takes for the text.
    fileprivate var subscriptionSize: Int { utf8.count + 64 }
}

extension Changes.Change {
    /// The change as clients of the revisions with a handshake hear of it.
    var notification: RPCNotification {
        switch self {
        case .tools: RPCNotification(method: "notifications/tools/list_changed")
        case .prompts: RPCNotification(method: "notifications/prompts/list_changed")
        case .resources: RPCNotification(method: "notifications/resources/list_changed")
        case .resource(let uri):
            RPCNotification(method: "notifications/resources/updated", params: ["uri": .string(uri)])
        }
    }
}
