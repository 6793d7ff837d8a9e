internal import CUV
internal import HTTP
internal import JSON

/// One request of one connection, as its handler sees the server. Holds names, not the connection.
struct RequestExchange: Exchange {
    let worker: HTTPWorker
    let id: HandleID
    let serial: UInt64

    func agree(to terms: any Terms) {
        // The usual case makes no closure.
        guard worker.loop.executor.isCurrent else { return withConnection { $0.agree(to: terms) } }
        worker.connection(id, serial)?.agree(to: terms)
    }

    func blame(_ terms: any Terms) -> Bool {
        guard worker.loop.executor.isCurrent, let connection = worker.connection(id, serial), connection.isStarting
        else {
            return false
        }
        connection.blamed = terms
        return true
    }

    var age: Duration {
        guard worker.loop.executor.isCurrent, let began = worker.connection(id, serial)?.began, began != 0 else {
            return .zero
        }
        return .nanoseconds(uv_hrtime() &- began)
    }

    func renew() { withConnection { $0.renew() } }
    func stop() { withConnection { $0.task?.cancel() } }
    func onDrain(_ action: @escaping @Sendable () -> Void) { withConnection { $0.onDrain(action) } }

    func hold(_ bytes: Int) -> HeldMemory? {
        let load = worker.load
        return load.hold(bytes) ? HeldMemory { load.memory.giveBack(bytes) } : nil
    }

    var keepsRecord: Bool { worker.accessOutput != nil }

    func note(_ fact: RequestFact) {
        // The usual case makes no closure.
        guard worker.loop.executor.isCurrent else { return withConnection { $0.note(fact) } }
        worker.connection(id, serial)?.note(fact)
    }

    var repeats: JSONRepeats? { worker.repeats }
    var timers: any Timers { worker.loop.timers }
    var executor: (any TaskExecutor)? { worker.loop.executor }

    private func withConnection(_ action: @escaping @Sendable (HTTPConnection) -> Void) {
        worker.loop.executor.perform { [worker, id, serial] in
            if let connection = worker.connection(id, serial) { action(connection) }
        }
    }
}
