internal import HTTP
internal import JSON
private import Synchronization

/// How a task asks the client of its session: on the stream that belongs to no call.
final class TaskLink: ClientLink, ClientTeller {
    private let task: LongTask
    private let session: LiveSession
    private let capabilities: JSONObject

    init(_ task: LongTask, in session: LiveSession, able capabilities: JSONObject) {
        self.task = task
        self.session = session
        self.capabilities = capabilities
    }

    func result(of method: String, _ params: JSONObject, as key: String) async throws -> JSONObject {
        if let refusal = ClientNeeds.refusal(of: method, params, by: capabilities) { throw refusal }
        let key = RequestNumber().text
        let inquiry = Inquiry()
        // The task shows that it waits, and only then is anything asked.
        let listener = task.listen { [self] state in
            guard state.questions[key] != nil else { return }
            inquiry.begin {
                try await self.ask(method, params)
            } then: { [task] answer in
                task.answer([key: .object(answer)])
            }
        }
        defer { task.forget(listener) }
        let answer = try await withTaskCancellationHandler {
            try await task.result(of: method, params, as: key)
        } onCancel: {
            inquiry.cancel()
        }
        if let error = inquiry.error { throw error }
        return answer
    }

    func tell(_ notification: RPCNotification) { session.send(notification) }

    private func ask(_ method: String, _ params: JSONObject) async throws -> JSONObject {
        var params = params
        params.relate(to: task.id)
        return try await session.ask(method, params, by: PoolTimers())
    }
}

/// One question on its way.
private final class Inquiry: Sendable {
    private let state = Mutex<(task: Task<Void, Never>?, error: (any Error)?)>((nil, nil))

    /// What came instead of an answer.
    var error: (any Error)? { state.withLock { $0.error } }

    func begin(
        _ ask: @escaping @Sendable () async throws -> JSONObject,
        then answer: @escaping @Sendable (JSONObject) -> Void
    ) {
        state.withLock { state in
            guard state.task == nil else { return }
            // Cancelled by `cancel()`, and ends with the answer.
            state.task = Task {
                do {
                    answer(try await ask())
                } catch {
                    self.state.withLock { $0.error = error }
                    answer([:])
                }
            }
        }
    }

    func cancel() { state.withLock { $0.task }?.cancel() }
}
