/// `[middleware.rate_limit]`, `[middleware.global_limit]` and `[middleware.tool_limit]`: how often one may call.
public struct LimitSettings: Sendable, Equatable {
    /// Of one principal, whatever is called; `nil` means as often as it likes.
    public var principal: LimitPolicy?
    /// Of all together.
    public var global: LimitPolicy?
    /// Calls of one tool by one principal.
    public var tool: LimitPolicy?
    /// Refused tokens of one address.
    public var failures = LimitPolicy.window(10, within: .seconds(60))

    public init() {}
}

/// How often something may happen.
public enum LimitPolicy: Sendable, Equatable {
    /// A bucket that holds `burst`, and into which `perMinute` flow each minute.
    case bucket(perMinute: Int, burst: Int)
    /// So often within a time that begins with the first.
    case window(Int, within: Duration)

    /// What may be had within `window`.
    public var quota: Int {
        switch self {
        case .bucket(let perMinute, _): perMinute
        case .window(let count, _): count
        }
    }
    /// Seconds, at least one.
    public var window: Int {
        switch self {
        case .bucket: 60
        case .window(_, let time): time.wholeSeconds
        }
    }
}

extension Duration {
    /// Rounded up, and at least one.
    public var wholeSeconds: Int {
        let (seconds, attoseconds) = components
        return max(1, Int(clamping: seconds) + (attoseconds > 0 ? 1 : 0))
    }
}
