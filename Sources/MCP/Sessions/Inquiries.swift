internal import HTTP
internal import JSON
private import Synchronization

/// What one client has been asked and has not answered yet.
final class Inquiries: Sendable {
    /// Questions that one client may owe an answer to.
    static let limit = 64

    fileprivate struct Waiting: Sendable {
        let continuation: CheckedContinuation<JSONObject, any Error>
        var timer: (any Timer)?
    }
    fileprivate struct State: Sendable {
        var count = 0
        var isClosed = false
        var waiting: [RPCID: Waiting] = [:]
    }
    /// Begins every id, so that an answer meant for another process is recognised.
    private let mark = RequestNumber().text
    private let state = Mutex(State())

    /// The client's answer to a request that `send` takes to it.
    ///
    /// When the task is cancelled, or the time is up, the client hears `notifications/cancelled`.
    /// - Parameter send: returns whether the message is on its way.
    /// - Throws: `RPCError`, the client's own or one of ours; `CancellationError`.
    func ask(
        _ method: String,
        _ params: JSONObject,
        within limit: Duration,
        by timers: any Timers,
        _ send: @escaping @Sendable ([UInt8]) -> Bool
    ) async throws -> JSONObject {
        let id = RPCID.string("\(mark).\(state.withLock { $0.increment() })")
        let drop: @Sendable (any Error) -> Void = { error in
            if self.finish(id, .failure(error)) { _ = send(RPCNotification.cancelled(id).bytes) }
        }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                if let refusal = register(id, continuation) { return continuation.resume(throwing: refusal) }
                guard send(RPCRequest(id: id, method: method, params: params).bytes) else {
                    _ = finish(id, .failure(RPCError.unreachable))
                    return
                }
                keep(timers.after(limit) { drop(RPCError.unanswered) }, for: id)
            }
        } onCancel: {
            drop(CancellationError())
        }
    }

    /// Hands an answer to who waits for it. Returns whether the question was one of these, even when nobody waits.
    func answer(_ response: RPCResponse) -> Bool {
        guard let id = response.id else { return false }
        if finish(id, response.result.mapError { $0 as any Error }) { return true }
        if case .string(let text) = id { return text.hasPrefix("\(mark).") }
        return false
    }

    /// Whether an answer is awaited.
    var isWaiting: Bool { state.withLock { !$0.waiting.isEmpty } }

    /// Nobody will answer any more.
    func close() {
        let waiting = state.withLock { state in
            state.isClosed = true
            return Array(state.waiting.keys)
        }
        for id in waiting { _ = finish(id, .failure(RPCError.unreachable)) }
    }

    private func register(
        _ id: RPCID,
        _ continuation: CheckedContinuation<JSONObject, any Error>
    ) -> (any Error)? {
        state.withLock { state in
            if state.isClosed { return RPCError.unreachable }
            if Task.isCancelled { return CancellationError() }
            guard state.waiting.count < Self.limit else { return RPCError.busy }
            state.waiting[id] = Waiting(continuation: continuation)
            return nil
        }
    }

    private func keep(_ timer: any Timer, for id: RPCID) {
        let isOver = state.withLock { state in
            state.waiting[id]?.timer = timer
            return state.waiting[id] == nil
        }
        if isOver { timer.cancel() }
    }

    private func finish(_ id: RPCID, _ result: Result<JSONObject, any Error>) -> Bool {
        guard let waiting = state.withLock({ $0.waiting.removeValue(forKey: id) }) else { return false }
        waiting.timer?.cancel()
        waiting.continuation.resume(with: result)
        return true
    }
}

extension Inquiries.State {
    fileprivate mutating func increment() -> Int {
        count &+= 1
        return count
    }
}

extension RPCRequest {
    /// The request as JSON text.
    var bytes: [UInt8] {
        var message: JSONObject = ["jsonrpc": "2.0", "id": id.json, "method": .string(method)]
        if !params.isEmpty { message["params"] = .object(params) }
        return JSONValue.object(message).bytes
    }
}

extension RPCNotification {
    /// The notification as JSON text.
    var bytes: [UInt8] { ResponseText.bare.notification(self) }

    fileprivate static func cancelled(_ id: RPCID) -> Self {
        Self(method: "notifications/cancelled", params: ["requestId": id.json])
    }
}

extension RPCError {
    /// The client did not answer what it was asked.
    static let unanswered = Self(code: 504, "The client did not answer in time")
    /// There is no way to the client.
    static let unreachable = Self(code: 503, "The client cannot be asked: it has gone, or reads no event stream")
}
