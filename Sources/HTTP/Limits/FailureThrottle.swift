/// Slows down who guesses tokens: so many refused ones from one address, and the next are answered with 429.
///
/// Whoever authenticates asks when it has refused a token, and only then. So good tokens are never held up by bad ones from
/// the same address, requests without a token are not counted, and an address is forgiven when its time is over.
public struct FailureThrottle: Sendable {
    private let policy: LimitPolicy
    private let store: any LimitStore

    public init(_ policy: LimitPolicy, in store: any LimitStore) {
        self.policy = policy
        self.store = store
    }

    /// Counts a refused token of whoever sent `request`.
    ///
    /// - Returns: the answer when there have been too many; `nil` leaves it to whoever asks.
    public func answer(
        afterRefusing request: HTTPRequest,
        at now: ContinuousClock.Instant = .now
    ) async -> HTTPResponse? {
        let decision = await store.take(.address(of: request.remoteAddress), policy, at: now)
        return decision.isAllowed ? nil : .tooMany(decision, policy, "failures")
    }
}
