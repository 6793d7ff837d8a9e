/// Waiting, without a thread of its own.
public protocol Timers: AnyObject, Sendable {
    /// Runs `action` once, no earlier than `delay` from now. The action must not block.
    @discardableResult
    func after(_ delay: Duration, _ action: @escaping @Sendable () -> Void) -> any Timer

    /// Returns no earlier than `delay` from now.
    ///
    /// - Throws: `CancellationError`, as soon as the task is cancelled.
    func sleep(for delay: Duration) async throws
}

/// One action that waits for its time.
public protocol Timer: Sendable {
    /// From now on the action does not start. Safe to call twice, and from anywhere.
    func cancel()
}

/// Timers on the global pool, for whoever runs without an event loop.
public final class PoolTimers: Timers {
    public init() {}

    @discardableResult
    public func after(_ delay: Duration, _ action: @escaping @Sendable () -> Void) -> any Timer {
        // Ends by itself after the delay, or is cancelled through the timer it becomes.
        PoolTimer(
            task: Task {
                try await Task.sleep(for: delay)
                action()
            }
        )
    }

    public func sleep(for delay: Duration) async throws { try await Task.sleep(for: delay) }
}

private struct PoolTimer: Timer {
    let task: Task<Void, any Error>
    func cancel() { task.cancel() }
}
