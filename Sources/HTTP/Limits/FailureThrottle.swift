/// Slows down who guesses tokens: so many refused ones from one address, and the next are answered with 429.
///
/// Whoever authenticates asks when it has refused a token, and only then. So good tokens are never held up by bad ones from
/// the same address, requests without a token are not counted, and an address is forgiven when its time is over.
public struct FailureThrottle: Sendable {
    private let policy: LimitPolicy
    private let store: any LimitStore
    /// The store, if it is one that answers at once.
    private let table: LimitTable?

    public init(_ policy: LimitPolicy, in store: any LimitStore) {
        self.policy = policy
        self.store = store
        table = store as? LimitTable
    }

    /// Whether failures are counted where nobody must be waited for.
    public var isAtHand: Bool { table != nil }

    /// Counts a refused token of whoever sent `request`.
    ///
    /// - Returns: the answer when there have been too many; `nil` leaves it to whoever asks.
    public func answer(
        afterRefusing request: HTTPRequest,
        at now: ContinuousClock.Instant = .now
    ) async -> HTTPResponse? {
        answer(to: await store.take(.address(of: request.remoteAddress), policy, at: now))
    }

    /// The same for failures that are counted at hand; `nil` for others, which are not counted by it.
    public func answerAtOnce(
        afterRefusing request: HTTPRequest,
        at now: ContinuousClock.Instant = .now
    ) -> HTTPResponse? {
        table.flatMap { answer(to: $0.take(.address(of: request.remoteAddress), policy, at: now)) }
    }

    private func answer(to decision: LimitDecision) -> HTTPResponse? {
        decision.isAllowed ? nil : .tooMany(decision, policy, "failures")
    }
}
