internal import COpenSSL
internal import Synchronization

/// Keys that seal sessions into tickets, which clients keep (RFC 8446 §4.6.1). A new one takes over each hour; what the
/// one before has sealed is still opened, and sealed anew. Older keys are gone.
final class TicketKeys: Sendable {
    private let state: Mutex<State>
    private let period: Duration

    private struct State {
        var current: Key
        var previous: Key?
        var changes: ContinuousClock.Instant
    }

    /// One key, as OpenSSL takes it.
    struct Key: Sendable {
        var bytes = copenssl_ticket_key()

        init() {
            let status = unsafe withUnsafeMutableBytes(of: &bytes) {
                unsafe RAND_bytes($0.baseAddress?.assumingMemoryBound(to: UInt8.self), Int32($0.count))
            }
            if status != 1 { SystemProcess.fail("the system gives no random bytes") }
        }

        /// The 16 bytes by which a ticket says what sealed it.
        var name: [UInt8] {
            var name = bytes.name
            return unsafe withUnsafeBytes(of: &name) { unsafe Array($0) }
        }
    }

    init(changingEvery period: Duration = .seconds(3600), now: ContinuousClock.Instant = .now) {
        self.period = period
        state = Mutex(State(current: Key(), changes: now + period))
    }

    /// What new tickets are sealed with.
    func current(at now: ContinuousClock.Instant = .now) -> Key {
        state.withLock { state in
            Self.change(&state, at: now, every: period)
            return state.current
        }
    }

    /// What opens a ticket that says `name`, and whether it should be sealed anew; `nil` when that key is gone.
    func key(named name: [UInt8], at now: ContinuousClock.Instant = .now) -> (key: Key, isOld: Bool)? {
        state.withLock { state in
            Self.change(&state, at: now, every: period)
            if state.current.name == name { return (state.current, false) }
            guard let previous = state.previous, previous.name == name else { return nil }
            return (previous, true)
        }
    }

    private static func change(_ state: inout State, at now: ContinuousClock.Instant, every period: Duration) {
        guard now >= state.changes else { return }
        // After a long silence the one before is too old as well.
        state.previous = now < state.changes + period ? state.current : nil
        state.current = Key()
        state.changes = now + period
    }
}
