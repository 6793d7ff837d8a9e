internal import Synchronization

/// Bytes that bodies, queues and outputs of all connections may take together.
final class MemoryBudget: Sendable {
    let limit: Int
    private let used = Atomic(0)

    init(_ limit: Int) { self.limit = limit }

    /// Half of what the control group allows, or 256 MiB without one.
    static var `default`: Int { ControlGroup.memoryLimit.map { $0 / 2 } ?? 256 << 20 }

    /// Takes `bytes` more, or nothing.
    func take(_ bytes: Int) -> Bool {
        if used.add(bytes, ordering: .relaxed).newValue <= limit { return true }
        used.subtract(bytes, ordering: .relaxed)
        return false
    }

    func giveBack(_ bytes: Int) { used.subtract(bytes, ordering: .relaxed) }

    /// Whether `bytes` more would fit just now.
    func fits(_ bytes: Int) -> Bool { used.load(ordering: .relaxed) &+ bytes <= limit }
}
