public import Synchronization

/// What a process has counted about its calls. The first two go up and down, the others only up.
public final class CallCounters: Sendable {
    /// Calls that run.
    public let running = Atomic(0)
    /// Calls that were answered with an error for taking too long, and run on all the same: they ignore cancellation.
    public let overdue = Atomic(0)
    /// Calls refused because too many ran.
    public let refused = Atomic(0)
    /// Calls answered with an error for taking too long.
    public let late = Atomic(0)
    /// Calls that held their event loop too long.
    public let stalled = Atomic(0)

    public init() {}

    /// Counts a call in, unless `limit` of them run.
    func enter(limit: Int) -> Bool {
        guard running.add(1, ordering: .relaxed).newValue > limit else { return true }
        running.subtract(1, ordering: .relaxed)
        refused.add(1, ordering: .relaxed)
        return false
    }

    func leave() { running.subtract(1, ordering: .relaxed) }
}
