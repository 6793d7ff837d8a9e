/// Lets nobody, and all together, ask more often than allowed. Stands behind authentication: who has no token is
/// another's affair.
public struct RequestLimits: HTTPFilter {
    fileprivate enum Limit { case principal(LimitPolicy), global(LimitPolicy) }

    /// The principal first: what it has too much of, it must not take from all.
    private let limits: [Limit]
    private let store: any LimitStore
    /// The store, if it is one that answers at once.
    private let table: LimitTable?

    /// `nil` when neither is limited.
    public init?(_ settings: LimitSettings, in store: any LimitStore) {
        limits = [settings.principal.map { .principal($0) }, settings.global.map { .global($0) }].compactMap(\.self)
        guard !limits.isEmpty else { return nil }
        self.store = store
        table = store as? LimitTable
    }

    public var duties: FilterDuties { .deciding }

    public func answer(to request: inout HTTPRequest) -> HTTPResponse? {
        guard let table else { return nil }
        let now = ContinuousClock.now
        for limit in limits {
            let fingerprint = limit.fingerprint(of: request.caller, request.remoteAddress)
            let decision = table.take(fingerprint, limit.policy, at: now)
            if !decision.isAllowed { return limit.refusal(decision) }
        }
        return nil
    }

    public func mustWait(for request: HTTPRequest) -> Bool { table == nil }

    public func decide(_ request: inout HTTPRequest) async -> HTTPResponse? {
        let excess = await firstExcess(of: request.caller, at: request.remoteAddress, at: .now)
        return excess.map { $0.limit.refusal($0.decision) }
    }

    /// Counts what is no request of HTTP, such as one on a WebSocket, as if it were.
    ///
    /// - Returns: the limit that it was too much for; `nil` when it may be.
    public func excess(
        of caller: Caller,
        at address: String,
        at now: ContinuousClock.Instant = .now
    ) async -> (decision: LimitDecision, policy: LimitPolicy)? {
        await firstExcess(of: caller, at: address, at: now).map { ($0.decision, $0.limit.policy) }
    }

    private func firstExcess(
        of caller: Caller,
        at address: String,
        at now: ContinuousClock.Instant
    ) async -> (limit: Limit, decision: LimitDecision)? {
        for limit in limits {
            let decision = await store.take(limit.key(of: caller, address), limit.policy, at: now)
            if !decision.isAllowed { return (limit, decision) }
        }
        return nil
    }
}

extension RequestLimits.Limit {
    fileprivate var policy: LimitPolicy {
        switch self {
        case .principal(let policy), .global(let policy): policy
        }
    }

    fileprivate func key(of caller: Caller, _ address: String) -> LimitKey {
        switch self {
        case .principal: .caller(caller, at: address)
        case .global: .global
        }
    }

    /// Of the key, in a table.
    fileprivate func fingerprint(of caller: Caller, _ address: String) -> UInt64 {
        if case .principal = self, let identity = caller.identity { return identity.fingerprint }
        return LimitTable.fingerprint(key(of: caller, address))
    }

    fileprivate func refusal(_ decision: LimitDecision) -> HTTPResponse {
        switch self {
        case .principal(let policy): .tooMany(decision, policy, "principal")
        case .global(let policy): .tooMany(decision, policy, "global")
        }
    }
}
