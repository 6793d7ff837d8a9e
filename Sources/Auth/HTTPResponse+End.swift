internal import HTTP

extension HTTPResponse {
    /// Ends a stream or a WebSocket at `end`, seconds since 1970: what it carries is cancelled, and then it closes.
    mutating func end(after end: Int, _ request: HTTPRequest, _ time: Time) {
        if case .bytes = body { return }
        let timers = request.exchange.timers
        self.end(request) {
            let remaining = Duration.seconds(min(max(0, end.adding(-time.now())), Self.longest))
            try? await timers.sleep(for: remaining)
        }
    }

    /// Ends a stream or a WebSocket as soon as `end` returns, which is cancelled where the stream ends by itself.
    private mutating func end(_ request: HTTPRequest, when end: @escaping @Sendable () async -> Void) {
        let executor = request.exchange.executor
        switch body {
        case .bytes: break
        case .stream(let produce):
            body = .stream { write in
                await Self.first(of: { await produce(write) }, end, on: executor)
            }
        case .webSocket(let compression, let run):
            body = .webSocket(compression) { channel in
                await Self.first(of: { await run(channel) }, end, on: executor)
            }
        }
    }

    /// Runs both, and cancels one when the other has ended.
    private static func first(
        of work: @escaping @Sendable () async -> Void,
        _ end: @escaping @Sendable () async -> Void,
        on executor: (any TaskExecutor)?
    ) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask(executorPreference: executor) { await work() }
            group.addTask(executorPreference: executor) { await end() }
            await group.next()
            group.cancelAll()
        }
    }

    /// Seconds: a year.
    private static let longest = 31_536_000
}
