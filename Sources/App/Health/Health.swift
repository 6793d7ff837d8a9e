import Synchronization

/// How far this process is with serving: what probes ask for.
public final class Health: Sendable {
    public enum Phase: String, Sendable {
        case starting
        case serving
        /// Asked to stop: nobody should send anything new.
        case draining
    }
    private let state: Mutex<Phase>

    public init(_ phase: Phase = .starting) { state = Mutex(phase) }

    public var phase: Phase { state.withLock { $0 } }

    /// From now on requests are answered; unless it is asked to stop already.
    public func begin() { state.withLock { if $0 == .starting { $0 = .serving } } }

    /// From now on nobody should send anything new.
    public func drain() { state.withLock { $0 = .draining } }
}

/// One thing that must be as it should before this process can serve, such as keys to verify tokens with.
public struct ReadinessCheck: Sendable {
    /// Its name in `/readyz`.
    public let name: String
    /// What is missing, in words that anybody may read; `nil` when nothing is. Must not wait.
    public let obstacle: @Sendable () -> String?

    public init(_ name: String, obstacle: @escaping @Sendable () -> String?) {
        self.name = name
        self.obstacle = obstacle
    }
}
