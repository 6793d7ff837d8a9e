internal import HTTP
internal import JSON
private import Synchronization

/// One call within a session, and how its answer goes out: as JSON, unless something must be said before it.
final class SessionCall: ReplySink, ClientLink, ClientTeller {
    let book: SessionBook
    private let token: SessionToken
    private let id: RPCID
    private let methods: SessionMethods
    private let readsStreams: Bool
    private let address: String
    private let timers: any Timers
    private let state = Mutex(State())

    fileprivate enum Stage: Sendable {
        case undecided
        case whole(Outbox.Message)
        /// With who reads it first, until the response takes that over.
        case stream(SessionStream, Reading?)
    }
    fileprivate struct State: Sendable {
        var stage = Stage.undecided
        var waiter: Waiter?
        var reply: Reply?
        /// Where the call can be found for being cancelled.
        var session: LiveSession?
        var isOver = false
    }

    /// - Parameter address: where the call came from.
    init(
        _ id: RPCID,
        by methods: SessionMethods,
        of token: SessionToken,
        in book: SessionBook,
        from address: String,
        readsStreams: Bool,
        by timers: any Timers
    ) {
        self.address = address
        self.id = id
        self.methods = methods
        self.token = token
        self.book = book
        self.readsStreams = readsStreams
        self.timers = timers
    }

    private func remembered() -> LiveSession? { book.remember(token, from: address, by: timers) }

    func put(_ message: Outbox.Message) -> Bool { stream()?.put(message.bytes, isDispensable: true) ?? false }

    /// The stream of this call, opened when it must be; `nil` when the client reads none, or too many are open.
    private func stream() -> SessionStream? {
        if case .stream(let stream, _) = state.withLock({ $0.stage }) { return stream }
        guard readsStreams, let call = state.withLock({ $0.reply })?.request,
            let stream = remembered()?.openStream(using: methods.use(by: call, of: token.owner))
        else { return nil }
        let reading = stream.read(after: 0)
        let (opened, waiter) = state.withLock { state -> (SessionStream?, Waiter?) in
            switch state.stage {
            case .undecided where !state.isOver:
                state.stage = .stream(stream, reading)
                return (stream, state.waiter.take())
            case .stream(let other, _): return (other, nil)
            case .undecided, .whole: return (nil, nil)
            }
        }
        if opened !== stream { stream.end() }
        waiter?.resume()
        return opened
    }
}

/// How the call asks its client.
extension SessionCall {
    func result(of method: String, _ params: JSONObject, as key: String) async throws -> JSONObject {
        if let refusal = ClientNeeds.refusal(of: method, params, by: token.capabilities) { throw refusal }
        guard let session = remembered() else { throw RPCError.busy }
        let reply = state.withLock { $0.reply }
        reply?.hold()
        defer { reply?.proceed() }
        return try await session.inquiries.ask(method, params, within: book.settings.answerTime, by: timers) {
            message in
            self.stream()?.put(message, isDispensable: false) ?? false
        }
    }

    /// Ends the connection, but not the call: the client comes back for the result (SEP-1699).
    func letGo() {
        guard token.version >= .v2025_11_25 else { return }
        stream()?.letGo()
    }

    /// Says something to the client, after the call too.
    func tell(_ notification: RPCNotification) {
        if state.withLock({ $0.isOver }) {
            book.find(token)?.send(notification)
        } else {
            _ = stream()?.put(notification.bytes, isDispensable: true)
        }
    }
}

/// From start to end.
extension SessionCall {
    /// Before `reply` starts.
    func prepare(for reply: Reply) { state.withLock { $0.reply = reply } }

    /// After `reply` has started: the answer of a call that never waited and had nothing else to say.
    func answer(to reply: Reply) -> Outbox.Message? {
        if case .whole(let message) = state.withLock({ $0.stage }) { return message }
        // It waits: from now on `notifications/cancelled` must find it.
        let session = remembered()
        session?.remember(reply, id)
        if state.withLock({ $0.remember(session) }) { session?.forget(id, reply) }
        return nil
    }

    /// The call is answered, or cancelled.
    func end(with response: Outbox.Message?) {
        let last = state.withLock { $0.end(with: response) }
        if let response { last.stream?.put(response.bytes, isDispensable: false) }
        last.waiter?.resume()
        last.stream?.end()
        if let reply = last.reply { last.session?.forget(id, reply) }
    }

    /// The answer, as soon as it is known which form it has.
    func response() async -> HTTPResponse {
        let timer = readsStreams ? timers.after(book.settings.streamDelay) { _ = self.stream() } : nil
        defer { timer?.cancel() }
        await decision()
        let stage = state.withLock { state in
            defer { if case .stream(let stream, _) = state.stage { state.stage = .stream(stream, nil) } }
            return state.stage
        }
        switch stage {
        case .whole(let message): return .answer(of: message)
        case .stream(let stream, let reading?):
            let isNamed = token.version >= .v2025_11_25
            return reading.response(primer: isNamed ? stream.primer(retry: book.settings.retryTime) : nil)
        // It was cancelled, by its client or by its leaving: nobody waits for an answer.
        case .undecided, .stream: return HTTPResponse(.accepted)
        }
    }

    private func decision() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isReady = state.withLock { state in
                    guard case .undecided = state.stage, !state.isOver, !Task.isCancelled else { return true }
                    state.waiter = Waiter(continuation)
                    return false
                }
                if isReady { continuation.resume() }
            }
        } onCancel: {
            state.withLock { $0.waiter.take() }?.resume()
        }
    }
}

/// Whoever waits for the form of the answer. An object, because continuations are slow to copy, and every call would.
private final class Waiter: Sendable {
    private let continuation: CheckedContinuation<Void, Never>
    init(_ continuation: CheckedContinuation<Void, Never>) { self.continuation = continuation }
    func resume() { continuation.resume() }
}

extension SessionCall.State {
    /// What there was at the end.
    struct Last {
        let stream: SessionStream?
        let waiter: Waiter?
        let reply: Reply?
        let session: LiveSession?
    }

    fileprivate mutating func end(with response: Outbox.Message?) -> Last {
        isOver = true
        var stream: SessionStream?
        if case .stream(let open, _) = stage {
            stream = open
        } else if let response {
            stage = .whole(response)
        }
        return Last(stream: stream, waiter: waiter.take(), reply: reply.take(), session: session.take())
    }

    /// Returns whether the call is over already.
    fileprivate mutating func remember(_ session: LiveSession?) -> Bool {
        if !isOver { self.session = session }
        return isOver
    }
}
