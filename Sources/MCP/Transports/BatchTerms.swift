internal import HTTP
internal import Telemetry
private import Synchronization

/// One time limit for a whole batch, and the same answer to each of its requests when it takes too long.
///
/// It stands between the calls of the batch and the server: what a call agrees to is noted, and not agreed to.
final class BatchTerms: Terms, Exchange {
    let limit: Duration
    let cap: Duration
    private let ids: [RPCID]
    private let exchange: any Exchange
    private let now: @Sendable () -> ContinuousClock.Instant
    private let calls = Mutex<[(terms: any Terms, start: ContinuousClock.Instant)]>([])

    init(
        _ settings: MCPSettings,
        for ids: [RPCID],
        over exchange: any Exchange,
        now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }
    ) {
        limit = settings.callTimeout
        cap = settings.callTimeoutCap
        self.ids = ids
        self.exchange = exchange
        self.now = now
    }

    func late() -> HTTPResponse {
        .json(BatchAnswers.array(of: ids.map { ResponseText.bare.error(.late, id: $0) }))
    }

    /// The call that took longest is to blame.
    func stalled(for time: Duration) {
        let moment = now()
        let slowest = calls.withLock { calls in
            let ends = calls.dropFirst().map(\.start) + [moment]
            return zip(calls, ends).max { $0.1 - $0.0.start < $1.1 - $1.0.start }?.0.terms
        }
        slowest?.stalled(for: time)
    }

    func agree(to terms: any Terms) {
        let moment = now()
        calls.withLock { $0.append((terms, moment)) }
    }

    func blame(_ terms: any Terms) -> Bool {
        agree(to: terms)
        return false
    }
    func renew() { exchange.renew() }
    func onDrain(_ action: @escaping @Sendable () -> Void) { exchange.onDrain(action) }
    var trace: TraceContext? { exchange.trace }
    func hold(_ bytes: Int) -> HeldMemory? { exchange.hold(bytes) }
    var timers: any Timers { exchange.timers }
    var executor: (any TaskExecutor)? { exchange.executor }
}
