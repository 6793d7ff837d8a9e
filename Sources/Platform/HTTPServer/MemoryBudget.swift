internal import Synchronization

/// Bytes that bodies, queues and outputs of all connections may take together.
final class MemoryBudget: Sendable {
    let limit: Int
    private let taken = Atomic(0)

    init(_ limit: Int) { self.limit = limit }

    /// Half of what the control group allows, or 256 MiB without one.
    static var `default`: Int { ControlGroup.memoryLimit.map { $0 / 2 } ?? 256 << 20 }

    /// Takes `bytes` more, or nothing.
    func take(_ bytes: Int) -> Bool {
        if taken.add(bytes, ordering: .relaxed).newValue <= limit { return true }
        taken.subtract(bytes, ordering: .relaxed)
        return false
    }

    func giveBack(_ bytes: Int) { taken.subtract(bytes, ordering: .relaxed) }

    /// Bytes that are taken just now.
    var used: Int { taken.load(ordering: .relaxed) }

    /// Whether `bytes` more would fit just now.
    func fits(_ bytes: Int) -> Bool { used &+ bytes <= limit }
}
