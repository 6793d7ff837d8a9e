internal import Synchronization

/// Bytes that bodies, what was read from them, queues and outputs of all connections may take together.
final class MemoryBudget: Sendable {
    let limit: Int
    /// What is kept for small requests: only what is taken without `sparing` it may use it.
    var reserve: Int { limit / 8 }
    private let taken = Atomic(0)
    /// The most that was in use since memory was last given back to the system.
    private let peak = Atomic(0)

    init(_ limit: Int) { self.limit = limit }

    /// Half of what the control group allows, or 256 MiB without one.
    static var `default`: Int { ControlGroup.memoryLimit.map { $0 / 2 } ?? 256 << 20 }

    /// Takes `bytes` more, or nothing.
    func take(_ bytes: Int, sparing reserve: Int = 0) -> Bool {
        let sum = taken.add(bytes, ordering: .relaxed).newValue
        if sum <= limit - reserve {
            note(sum)
            return true
        }
        taken.subtract(bytes, ordering: .relaxed)
        return false
    }

    /// Takes `bytes` more, which are in use already.
    func add(_ bytes: Int) { note(taken.add(bytes, ordering: .relaxed).newValue) }

    func giveBack(_ bytes: Int) { taken.subtract(bytes, ordering: .relaxed) }

    /// Bytes that are taken just now.
    var used: Int { taken.load(ordering: .relaxed) }

    private func note(_ sum: Int) {
        if sum > peak.load(ordering: .relaxed) { peak.max(sum, ordering: .relaxed) }
    }

    /// Whether so little is left of what was in use that free memory should go back to the system; once for each peak.
    func hasFallen() -> Bool {
        let (peak, used) = (peak.load(ordering: .relaxed), used)
        guard peak > Self.worthwhile, used < peak / 4 else { return false }
        return self.peak.compareExchange(expected: peak, desired: used, ordering: .relaxed).exchanged
    }

    /// Peaks below are not worth the time.
    private static let worthwhile = 8 << 20

    /// Whether `bytes` more would fit just now.
    func fits(_ bytes: Int, sparing reserve: Int = 0) -> Bool { used &+ bytes <= limit - reserve }
}
