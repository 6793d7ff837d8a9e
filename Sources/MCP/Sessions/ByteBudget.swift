private import Synchronization

/// Bytes that many take from one store.
final class ByteBudget: Sendable {
    private let used = Atomic(0)

    /// Takes `bytes` more, or nothing when they would be more than `limit` together.
    func take(_ bytes: Int, limit: Int) -> Bool {
        if used.add(bytes, ordering: .relaxed).newValue <= limit { return true }
        giveBack(bytes)
        return false
    }

    /// Takes `bytes` more, whether they fit or not.
    func add(_ bytes: Int) { used.add(bytes, ordering: .relaxed) }
    func giveBack(_ bytes: Int) { used.subtract(bytes, ordering: .relaxed) }

    /// Bytes that are taken.
    var count: Int { used.load(ordering: .relaxed) }
}
