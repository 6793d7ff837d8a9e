/// Lets nobody, and all together, ask more often than allowed. Stands behind authentication: who has no token is
/// another's affair.
public struct RequestLimits: HTTPMiddleware {
    private let principal: LimitPolicy?
    private let global: LimitPolicy?
    private let store: any LimitStore

    /// `nil` when neither is limited.
    public init?(_ settings: LimitSettings, in store: any LimitStore) {
        guard settings.principal != nil || settings.global != nil else { return nil }
        principal = settings.principal
        global = settings.global
        self.store = store
    }

    public func respond(to request: HTTPRequest, next: any HTTPHandler) async -> HTTPResponse {
        if let refusal = await refusal(of: request, at: .now) { return refusal }
        return await next.respond(to: request)
    }

    /// The principal first: what it has too much of, it must not take from all.
    func refusal(of request: HTTPRequest, at now: ContinuousClock.Instant) async -> HTTPResponse? {
        if let principal {
            let key = LimitKey.caller(request.caller, at: request.remoteAddress)
            let decision = await store.take(key, principal, at: now)
            if !decision.isAllowed { return .tooMany(decision, principal, "principal") }
        }
        if let global {
            let decision = await store.take(.global, global, at: now)
            if !decision.isAllowed { return .tooMany(decision, global, "global") }
        }
        return nil
    }
}
