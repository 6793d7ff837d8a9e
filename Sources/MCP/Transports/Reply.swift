internal import HTTP
internal import JSON
private import Synchronization

/// Where a reply goes.
protocol ReplySink: AnyObject, Sendable {
    /// Hands a message on. Returns whether it was taken.
    @discardableResult
    func put(_ message: Outbox.Message) -> Bool

    /// Hands the response on, the last message of its reply; `nil` when there is none, because the client has cancelled.
    func end(with response: Outbox.Message?)
}

extension ReplySink {
    func end(with response: Outbox.Message?) {
        if let response { put(response) }
    }
}

/// One request that is being answered, in a task of its own if it waits: notifications, then exactly one response, or none
/// when the client has cancelled. The first answer wins: the handler's, or the clock's.
final class Reply: Sendable {
    let request: RPCRequest
    private let outbox: any ReplySink
    private let text: ResponseText
    let timers: any Timers
    /// The request that carries this one over HTTP.
    let exchange: (any Exchange)?
    private let now: @Sendable () -> ContinuousClock.Instant
    /// Told once, when the request is answered or cancelled, and the outbox has been.
    private let ended: (@Sendable () -> Void)?
    private let state = Mutex(State())

    private struct State: Sendable {
        var isOver = false
        /// Whether it was the handler that ended it.
        var isAnswered = false
        var task: Task<Void, Never>?
        var call: RunningCall?
        /// Since `Reply.origin`: durations are copied faster than instants.
        var began: Duration?
        var lastSign: Duration?
        /// Whether the exchange says how long a call took that never waited.
        var isMeasured = false
        var timers: [any Timer] = []
        var progress = -Double.infinity
        /// Whether the clock runs: not before the handler has waited for the first time.
        var isTimed = false
        /// What the handler waits for, and is not to blame for.
        var holds = 0
    }

    init(
        to request: RPCRequest,
        through outbox: any ReplySink,
        as text: ResponseText,
        timers: any Timers,
        over exchange: (any Exchange)? = nil,
        now: @escaping @Sendable () -> ContinuousClock.Instant = { .now },
        ended: (@Sendable () -> Void)? = nil
    ) {
        self.request = request
        self.outbox = outbox
        self.text = text
        self.timers = timers
        self.exchange = exchange
        self.now = now
        self.ended = ended
    }

    /// Who answers.
    enum Responder: Sendable {
        case handler(any MCPHandler)
        case other(@Sendable (RPCRequest, RequestContext) async throws(RPCError) -> JSONObject)

        fileprivate func outcome(of request: RPCRequest, in context: RequestContext) -> RPCOutcome {
            switch self {
            case .handler(let handler): handler.outcome(of: request, in: context)
            case .other(let respond): .later { () throws(RPCError) in .object(try await respond(request, context)) }
            }
        }
    }

    private static let origin = ContinuousClock.now
    private var moment: Duration { Self.origin.duration(to: now()) }

    /// Starts the handler; one that never waits has answered when this returns. `context` becomes that of the call.
    func start(in context: inout RequestContext, on executor: (any TaskExecutor)?, _ responder: Responder) {
        context.watch = .reply(self)
        context.notify = { self.send($0) }
        let outcome = responder.outcome(of: request, in: context)
        if case .now(let result) = outcome { return answer(result) }
        // Cancelled by `cancel()`: by the client, by the clock, or when the client has gone.
        let task = Task.immediate(executorPreference: executor) { answer(await outcome.result) }
        let (isOver, isAnswered) = state.withLock { state in
            if !state.isOver { state.task = task }
            return (state.isOver, state.isAnswered)
        }
        if isAnswered { return }
        // One that was late or cancelled meanwhile must hear of it.
        if isOver { return task.cancel() }
        watchClock()
    }

    /// Stops the handler; no response is sent.
    func cancel() {
        guard let last = end() else { return }
        last.task?.cancel()
        outbox.end(with: nil)
        ended?()
    }

    private func answer(_ result: Result<RPCAnswer, RPCError>) {
        guard let last = end(answered: true) else { return }
        outbox.end(with: text.message(of: result, to: request.id))
        if let call = last.call, let began = last.began { call.took(moment - began) }
        ended?()
    }

    /// What ran until the end.
    private struct Last {
        /// `nil` before it is known.
        var task: Task<Void, Never>?
        var call: RunningCall?
        /// `nil` where somebody else says how long the call took.
        var began: Duration?
        var timers: [any Timer]
    }

    /// Ends the reply, unless it has ended.
    private func end(answered isAnswered: Bool = false) -> Last? {
        let last = state.withLock { state -> Last? in
            guard !state.isOver else { return nil }
            state.isOver = true
            state.isAnswered = isAnswered
            let timers = state.timers
            if !timers.isEmpty { state.timers = [] }
            let began = state.isMeasured && !state.isTimed ? nil : state.began
            return Last(task: state.task.take(), call: state.call.take(), began: began, timers: timers)
        }
        if let last { for timer in last.timers { timer.cancel() } }
        return last
    }

    private func send(_ notification: RPCNotification) {
        let isWanted = state.withLock { state in
            guard !state.isOver else { return false }
            guard case .double(let progress)? = notification.params["progress"] else { return true }
            guard progress > state.progress else { return false }
            state.progress = progress
            return true
        }
        guard isWanted else { return }
        outbox.put(Outbox.Message(bytes: text.notification(notification), isResponse: false))
    }
}

/// The clock.
extension Reply {
    func agree(to call: RunningCall) {
        let isMeasured = exchange?.blame(call) ?? false
        // Of a call that never waits, nobody asks when it began.
        let moment = isMeasured ? nil : moment
        let isTimed = state.withLock { state in
            state.call = call
            state.began = moment
            state.lastSign = moment
            state.isMeasured = isMeasured
            return state.isTimed
        }
        if isTimed { time(call) }
    }

    /// The handler has waited: from now on its call has timers.
    private func watchClock() {
        let moment = moment
        let age = exchange?.age ?? .zero
        let call = state.withLock { state in
            state.isTimed = true
            if state.began == nil {
                state.began = moment - age
                state.lastSign = state.began
            }
            return state.call
        }
        if let call { time(call) }
    }

    private func time(_ call: RunningCall) {
        keep(timers.after(call.cap) { self.giveUp() })
        keep(timers.after(call.limit) { self.look() })
    }

    /// The call waits for somebody else: its limit does not count, only its cap does.
    func hold() { state.withLock { $0.holds += 1 } }

    func proceed() {
        state.withLock { state in
            state.holds -= 1
            state.lastSign = moment
        }
    }

    func renew() { state.withLock { $0.lastSign = moment } }

    /// Gives up when the last sign of life is too old, else looks again when it will be.
    private func look() {
        let rest = state.withLock { state -> Duration? in
            guard let call = state.call, let lastSign = state.lastSign else { return nil }
            return state.holds > 0 ? call.limit : call.limit - (moment - lastSign)
        }
        guard let rest else { return }
        guard rest > .zero else { return giveUp() }
        keep(timers.after(rest) { self.look() })
    }

    private func giveUp() {
        guard state.withLock({ $0.call }) != nil, let last = end(), let call = last.call else { return }
        let error = call.wasLate()
        last.task?.cancel()
        outbox.end(with: Outbox.Message(bytes: text.error(error, id: request.id), error: error))
        ended?()
    }

    private func keep(_ timer: any Timer) {
        let isOver = state.withLock { state in
            if !state.isOver { state.timers.append(timer) }
            return state.isOver
        }
        if isOver { timer.cancel() }
    }
}
