private import Synchronization

/// States that have come back, so that none comes back twice. The oldest is forgotten first; the code behind it is good
/// for one token at its issuer in any case.
public final class SpentStates: Sendable {
    private let spent = Mutex<(known: Set<String>, order: [String], next: Int)>(([], [], 0))

    public init() {}

    /// Whether this is the first time.
    func spend(_ state: String) -> Bool {
        spent.withLock { spent in
            guard spent.known.insert(state).inserted else { return false }
            if spent.order.count < Self.limit {
                spent.order.append(state)
            } else {
                spent.known.remove(spent.order[spent.next])
                spent.order[spent.next] = state
                spent.next = (spent.next + 1) % Self.limit
            }
            return true
        }
    }

    /// States that are remembered.
    static let limit = 4096
}
