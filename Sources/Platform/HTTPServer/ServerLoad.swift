internal import Synchronization

/// What all loops of a server bear together, and its limits.
final class ServerLoad: Sendable {
    let limits: HTTPServerSettings.Limits
    let memory: MemoryBudget
    private let connections = Atomic(0)
    private let requests = Atomic(0)
    private let addresses = Mutex<[String: Int]>([:])

    init(_ limits: HTTPServerSettings.Limits) {
        self.limits = limits
        memory = MemoryBudget(limits.memory > 0 ? limits.memory : MemoryBudget.default)
    }

    /// Counts a connection; `false` when there are too many, in all or from `address`.
    func admit(from address: String) -> Bool {
        guard connections.add(1, ordering: .relaxed).newValue <= limits.connections else {
            connections.subtract(1, ordering: .relaxed)
            return false
        }
        let fits = addresses.withLock { addresses in
            let count = addresses[address, default: 0]
            guard count < limits.connectionsPerAddress else { return false }
            addresses[address] = count + 1
            return true
        }
        if !fits { connections.subtract(1, ordering: .relaxed) }
        return fits
    }

    func leave(from address: String) {
        connections.subtract(1, ordering: .relaxed)
        addresses.withLock { addresses in
            let count = addresses[address, default: 1] - 1
            addresses[address] = count > 0 ? count : nil
        }
    }

    /// How much of the limits is used just now.
    func add(to report: inout ServerReport) {
        report.connections = connections.load(ordering: .relaxed)
        report.requests = requests.load(ordering: .relaxed)
        report.memory = memory.used
        report.memoryLimit = memory.limit
    }

    /// Whether one more request may be answered.
    var hasRoom: Bool { requests.load(ordering: .relaxed) < limits.requests }
    /// Counts a request that did not finish at once.
    func began() { requests.add(1, ordering: .relaxed) }
    func ended() { requests.subtract(1, ordering: .relaxed) }
}
