internal import HTTP

/// A task that handlers run in, one after the other: making one, and giving back the memory that its calls took, costs more
/// than a quick handler. Confined to the thread of its loop.
@safe final class HandlerTask: @unchecked Sendable {
    private var task: Task<Void, Never>?
    /// What it answers next; `nil` ends it.
    private var request: (id: HandleID, serial: UInt64, outcome: HTTPOutcome)?
    private var waiting: UnsafeContinuation<Void, Never>?
    /// Whether a handler is at work in it.
    private var isAnswering = true
    private var uses = 0

    /// Answers a request until that waits for the first time, or has ended.
    init(_ id: HandleID, _ serial: UInt64, _ outcome: HTTPOutcome, in worker: HTTPWorker) {
        request = (id, serial, outcome)
        // It ends when it was cancelled, or is to rest no more.
        task = Task.immediate(executorPreference: worker.loop.executor) { [self] in
            while await answerNext(in: worker) {
                isAnswering = false
                uses += 1
                guard uses < Self.limit, !Task.isCancelled, worker.rest(self) else { break }
                unsafe await withUnsafeContinuation { unsafe waiting = $0 }
            }
        }
    }

    /// A function of its own, so that what the request holds is let go of before this rests.
    ///
    /// - Returns: whether there was a request.
    @inline(never)
    private func answerNext(in worker: HTTPWorker) async -> Bool {
        guard let (id, serial, outcome) = request.take() else { return false }
        await worker.answer(id, serial, with: outcome)
        return true
    }

    /// The same, for one that rests.
    func answer(_ id: HandleID, _ serial: UInt64, _ outcome: HTTPOutcome, on executor: LoopExecutor) {
        request = (id, serial, outcome)
        isAnswering = true
        goOn(on: executor)
    }

    /// Wakes one that rests. Without a request, it ends.
    func goOn(on executor: LoopExecutor) {
        guard let waiting = unsafe waiting.take() else { return }
        executor.runNow { unsafe waiting.resume() }
    }

    /// The task, for as long as it answers the request that was last given to it; it must not be cancelled after that.
    var current: Task<Void, Never>? { isAnswering ? task : nil }

    /// Requests that one answers: the memory that its deepest calls took is not kept for ever.
    static let limit = 1000
}
