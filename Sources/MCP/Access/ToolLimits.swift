public import HTTP
internal import JSON

/// How often one caller may call one tool, by the name that it is registered under. A class, because every call looks
/// at it.
public final class ToolLimits: Sendable {
    private let policy: LimitPolicy
    private let store: any LimitStore

    /// `nil` when nobody is limited.
    public init?(_ policy: LimitPolicy?, in store: any LimitStore) {
        guard let policy else { return nil }
        self.policy = policy
        self.store = store
    }

    /// Takes one call; the error when there is none left.
    @inline(never)
    func refusal(
        of tool: String,
        in context: RequestContext,
        at now: ContinuousClock.Instant = .now
    ) async -> RPCError? {
        let caller = LimitKey.caller(context.caller, at: context.origin?.remoteAddress ?? "stdio")
        let decision = await store.take(caller.calling(tool), policy, at: now)
        return decision.isAllowed ? nil : .limited(decision, policy)
    }
}

extension RPCError {
    private static let limitCode = 429

    /// A request that was one too many.
    public static func limited(_ decision: LimitDecision, _ policy: LimitPolicy) -> Self {
        let seconds = decision.wait.wholeSeconds
        return Self(
            code: limitCode,
            "Rate limit exceeded; try again in \(seconds) \(seconds == 1 ? "second" : "seconds")",
            data: ["retryAfter": .int(seconds), "limit": .int(policy.quota), "window": .int(policy.window)]
        )
    }

    /// The answer over HTTP to a call that was one too many.
    var limitResponse: HTTPResponse? {
        guard code == Self.limitCode, case .int(let wait)? = data?["retryAfter"],
            case .int(let quota)? = data?["limit"],
            case .int(let window)? = data?["window"]
        else { return nil }
        return .tooMany(
            LimitDecision(isAllowed: false, remaining: 0, wait: .seconds(wait)),
            .window(quota, within: .seconds(window)),
            "tool"
        )
    }
}
