private import Synchronization

/// What has changed in what a server offers, told to whoever listens: subscriptions of either era.
public final class Changes: Sendable {
    public enum Change: Sendable, Hashable {
        case tools, prompts, resources
        /// The content of one resource.
        case resource(uri: String)
    }

    /// Hears until it is cancelled or let go.
    public final class Listener: Sendable {
        private let changes: Changes
        fileprivate let number: UInt64

        fileprivate init(_ changes: Changes, _ number: UInt64) {
            self.changes = changes
            self.number = number
        }
        deinit { cancel() }

        public func cancel() { changes.forget(number) }
    }

    private struct State {
        var next: UInt64 = 0
        var listeners: [UInt64: @Sendable (Change) -> Void] = [:]
    }
    private let state = Mutex(State())
    /// URIs that sessions are subscribed to.
    let subscriptions = SubscriptionBudget()

    public init() {}

    /// Tells every listener; in the order of calls for each of them.
    public func publish(_ change: Change) {
        for hear in state.withLock({ Array($0.listeners.values) }) { hear(change) }
    }

    /// `hear` must not block.
    public func listen(_ hear: @escaping @Sendable (Change) -> Void) -> Listener {
        let number = state.withLock { state in
            state.next += 1
            state.listeners[state.next] = hear
            return state.next
        }
        return Listener(self, number)
    }

    fileprivate func forget(_ number: UInt64) { state.withLock { _ = $0.listeners.removeValue(forKey: number) } }
}
