private import Synchronization

/// Where the calls of one offering run: on the loop, until one of them has held it too long; then on the pool, until so
/// many in a row were quick there that one slow start, or one hiccup of the machine, was to blame.
///
/// Who holds its loop again needs twice as many: what blocks now and then costs the loop ever less.
final class Placement: Sendable {
    /// What it is, for the log: `tool hello_world`.
    let name: String
    let meter = CallMeter()
    private let onPool: Atomic<Bool>
    /// Whether it comes back from the pool; what runs there by its own wish stays.
    let comesBack: Bool
    private let probation = Mutex(Probation())

    private struct Probation {
        /// Quick calls that are asked for the next time.
        var term = Placement.firstTerm
        /// Quick calls that this time asks for, and those that are still missing.
        var asked = 0
        var rest = 0
    }

    init(of name: String, on execution: Execution) {
        self.name = name
        onPool = Atomic(execution == .pool)
        comesBack = execution != .pool
    }

    var isOnPool: Bool { onPool.load(ordering: .relaxed) }

    /// - Returns: whether it ran on the loop until now.
    func moveToPool() -> Bool {
        probation.withLock { probation in
            guard !onPool.exchange(true, ordering: .relaxed) else { return false }
            probation.asked = probation.term
            probation.rest = probation.term
            probation.term = min(probation.term * 2, Self.lastTerm)
            return true
        }
    }

    /// A call has run on the pool, and was quick or not.
    ///
    /// - Returns: whether this has moved the next ones back to the loop.
    func ranOnPool(quickly isQuick: Bool) -> Bool {
        probation.withLock { probation in
            guard comesBack, isOnPool else { return false }
            // In a row: a tool that blocks every now and then stays.
            probation.rest = isQuick ? probation.rest - 1 : probation.asked
            guard probation.rest <= 0 else { return false }
            onPool.store(false, ordering: .relaxed)
            return true
        }
    }

    /// Quick calls that the first move asks for.
    static let firstTerm = 1_000
    /// The most that any move asks for.
    static let lastTerm = 1_024_000
}
