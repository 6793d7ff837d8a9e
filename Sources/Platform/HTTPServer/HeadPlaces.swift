internal import Synchronization

/// How many connections may remember a head: as many as a sixteenth of the memory holds. From any thread.
final class HeadPlaces: Sendable {
    private let taken = Atomic(0)
    let limit: Int

    /// - Parameter memory: the budget of the server, bytes.
    init(in memory: Int) { limit = memory / 16 / Self.size }

    /// Takes a place, if there is one.
    func take() -> Bool {
        if taken.add(1, ordering: .relaxed).newValue <= limit { return true }
        giveBack()
        return false
    }

    func giveBack() { taken.subtract(1, ordering: .relaxed) }

    /// Bytes of memory that a head takes at most, about.
    static let size = 16 << 10
}
