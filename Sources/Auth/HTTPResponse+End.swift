internal import HTTP

extension HTTPResponse {
    /// Ends a stream or a WebSocket at `end`, seconds since 1970: what it carries is cancelled, and then it closes.
    mutating func end(after end: Int, _ request: HTTPRequest, _ time: Time) {
        let exchange = request.exchange
        switch body {
        case .bytes: break
        case .stream(let produce):
            body = .stream { write in
                await Deadline(end, exchange, time).run { await produce(write) }
            }
        case .webSocket(let compression, let run):
            body = .webSocket(compression) { channel in
                await Deadline(end, exchange, time).run { await run(channel) }
            }
        }
    }
}

private struct Deadline {
    private let remaining: Duration
    private let exchange: (any Exchange)?

    init(_ end: Int, _ exchange: (any Exchange)?, _ time: Time) {
        remaining = .seconds(min(max(0, end.adding(-time.now())), Self.longest))
        self.exchange = exchange
    }

    /// Runs `work`, and cancels it at the end.
    func run(_ work: @escaping @Sendable () async -> Void) async {
        let timers = exchange?.timers ?? PoolTimers()
        await withTaskGroup(of: Void.self) { group in
            group.addTask(executorPreference: exchange?.executor) { await work() }
            group.addTask(executorPreference: exchange?.executor) { try? await timers.sleep(for: remaining) }
            await group.next()
            group.cancelAll()
        }
    }

    /// Seconds: a year.
    private static let longest = 31_536_000
}
