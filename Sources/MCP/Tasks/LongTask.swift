internal import JSON
private import Synchronization

/// One task: its state, who waits for it, and what it asks its client.
final class LongTask: ClientLink {
    let id: String
    /// Who may see it.
    let owner: Principal
    /// Whom it counts for.
    let principal: Principal
    /// What is used by it. Whoever comes for the task must be allowed that.
    let use: ItemUse?
    private let now: @Sendable () -> Int
    private let inner: Mutex<Inner>

    private struct Inner: Sendable {
        var state: TaskState
        var work: Task<Void, Never>?
        var waiting: [String: CheckedContinuation<JSONObject, any Error>] = [:]
        /// Keys that were ever asked; none comes twice.
        var asked: Set<String> = []
        var nextListener = 0
        var listeners: [Int: @Sendable (TaskState) -> Void] = [:]
    }

    init(
        _ state: TaskState,
        of owner: Principal,
        countedFor principal: Principal? = nil,
        using use: ItemUse? = nil,
        now: @escaping @Sendable () -> Int
    ) {
        id = state.id
        self.owner = owner
        self.principal = principal ?? owner
        self.use = use
        self.now = now
        inner = Mutex(Inner(state: state))
    }

    var state: TaskState { inner.withLock { $0.state } }

    /// Starts `body`, whose result is that of the task.
    func start(_ body: @escaping @Sendable () async throws(RPCError) -> JSONObject) {
        // Cancelled by `cancel()`: by the client, or when the time of the task is over.
        let work = Task {
            do throws(RPCError) {
                let result = try await body()
                change { state in
                    state.status = .completed
                    state.result = result
                }
            } catch {
                change { state in
                    state.status = .failed
                    state.error = error
                }
            }
        }
        let isOver = inner.withLock { inner in
            if !inner.state.status.isFinal { inner.work = work }
            return inner.state.status.isFinal
        }
        // Harmless for work that has ended; what was cancelled meanwhile must hear of it.
        if isOver { work.cancel() }
    }

    /// Ends the task, unless it has ended.
    func cancel() {
        change { $0.status = .cancelled }
        let (work, waiting) = inner.withLock { inner in
            defer { inner.waiting = [:] }
            return (inner.work.take(), inner.waiting)
        }
        work?.cancel()
        for continuation in waiting.values { continuation.resume(throwing: CancellationError()) }
    }

    /// Says how the work goes.
    func say(_ message: String) { change { $0.message = message } }

    /// Changes the state of a task that has not ended, and tells who listens.
    private func change(_ body: (inout TaskState) -> Void) {
        let moment = now()
        let (state, listeners) = inner.withLock { inner -> (TaskState, [@Sendable (TaskState) -> Void]) in
            guard !inner.state.status.isFinal else { return (inner.state, []) }
            body(&inner.state)
            inner.state.updated = moment
            if inner.state.status.isFinal {
                inner.state.questions = [:]
                if inner.state.status != .cancelled { inner.work = nil }
            }
            return (inner.state, Array(inner.listeners.values))
        }
        for hear in listeners { hear(state) }
    }
}

/// Questions.
extension LongTask {
    func result(of method: String, _ params: JSONObject, as key: String) async throws -> JSONObject {
        let key = inner.withLock { inner in
            var unique = key
            var number = 2
            while !inner.asked.insert(unique).inserted {
                unique = "\(key)-\(number)"
                number += 1
            }
            return unique
        }
        return try await withCheckedThrowingContinuation { continuation in
            let isOver = inner.withLock { inner in
                if !inner.state.status.isFinal { inner.waiting[key] = continuation }
                return inner.state.status.isFinal
            }
            guard !isOver else { return continuation.resume(throwing: CancellationError()) }
            change { state in
                state.status = .inputRequired
                state.questions[key] = ["method": .string(method), "params": .object(params)]
            }
        }
    }

    /// Hands answers to what waits for them; keys that nobody waits for are ignored.
    func answer(_ responses: JSONObject) {
        for member in responses.members {
            guard let answer = member.value.object,
                let continuation = inner.withLock({ $0.waiting.removeValue(forKey: member.key) })
            else { continue }
            change { state in
                state.questions[member.key] = nil
                if state.questions.isEmpty { state.status = .working }
            }
            continuation.resume(returning: answer)
        }
    }
}

/// Who listens.
extension LongTask {
    /// `hear` gets every state from now on, until the number it gets back is given to `forget`. It must not block.
    func listen(_ hear: @escaping @Sendable (TaskState) -> Void) -> Int {
        inner.withLock { inner in
            inner.nextListener += 1
            inner.listeners[inner.nextListener] = hear
            return inner.nextListener
        }
    }

    func forget(_ listener: Int) { inner.withLock { _ = $0.listeners.removeValue(forKey: listener) } }
}
