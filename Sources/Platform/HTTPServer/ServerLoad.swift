internal import HTTP
internal import Synchronization

/// What all loops of a server bear together, and its limits.
final class ServerLoad: Sendable {
    let limits: HTTPServerSettings.Limits
    let memory: MemoryBudget
    let headPlaces: HeadPlaces
    /// What the clients of one address may hold of `memory` together.
    let share: Int
    /// Whose connections are those of many clients.
    private let proxies: [CIDR]
    private let connections = Atomic(0)
    private let requests = Atomic(0)
    private let peers = Mutex<[LimitKey: Peer]>([:])

    /// What all connections of one address have; of IPv6, of one network.
    private struct Peer {
        var connections = 0
        var bytes = 0

        var isGone: Bool { connections <= 0 && bytes <= 0 }
    }

    init(_ limits: HTTPServerSettings.Limits, behind proxies: [CIDR] = []) {
        self.limits = limits
        self.proxies = proxies
        memory = MemoryBudget(limits.memory > 0 ? limits.memory : MemoryBudget.default)
        headPlaces = HeadPlaces(in: memory.limit)
        // A little memory must do for the largest body all the same.
        share = max(memory.limit / 4, limits.body * 2)
    }

    /// Counts a connection; `false` when there are too many, in all or from `address`.
    func admit(from address: String) -> Bool {
        guard connections.add(1, ordering: .relaxed).newValue <= limits.connections else {
            connections.subtract(1, ordering: .relaxed)
            return false
        }
        let fits = change(address) { peer in
            guard peer.connections < limits.connectionsPerAddress else { return false }
            peer.connections += 1
            return true
        }
        if !fits { connections.subtract(1, ordering: .relaxed) }
        return fits
    }

    func leave(from address: String) {
        connections.subtract(1, ordering: .relaxed)
        change(address) { $0.connections -= 1 }
    }

    private func change<Result: Sendable>(_ address: String, _ body: (inout Peer) -> Result) -> Result {
        let key = LimitKey.address(of: address)
        return peers.withLock { peers in
            var peer = peers[key] ?? Peer()
            defer { peers[key] = peer.isGone ? nil : peer }
            return body(&peer)
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

/// Memory: what clients make wait, and what their large requests take, is at most a share for each address, and never
/// the reserve of the budget.
extension ServerLoad {
    /// Takes `bytes` more for what the clients at `address` make wait, or nothing.
    func take(_ bytes: Int, from address: String) -> Bool {
        guard memory.take(bytes, sparing: memory.reserve) else { return false }
        if isShared(address) { return true }
        let fits = change(address) { peer in
            guard peer.bytes + bytes <= share else { return false }
            peer.bytes += bytes
            return true
        }
        if !fits { memory.giveBack(bytes) }
        return fits
    }

    func giveBack(_ bytes: Int, from address: String) {
        memory.giveBack(bytes)
        if !isShared(address) { change(address) { $0.bytes -= bytes } }
    }

    /// Whether a request may be begun that takes `bytes`.
    func bears(_ bytes: Int, from address: String) -> Bool {
        guard isLarge(bytes) else { return memory.fits(bytes) }
        guard memory.fits(bytes, sparing: memory.reserve) else { return false }
        return isShared(address) || change(address) { $0.bytes + bytes <= share }
    }

    /// Counts a request that waits and takes `bytes`, whether they fit or not.
    func began(holding bytes: Int, from address: String) {
        began()
        memory.add(bytes)
        if isLarge(bytes), !isShared(address) { change(address) { $0.bytes += bytes } }
    }

    func ended(holding bytes: Int, from address: String) {
        ended()
        memory.giveBack(bytes)
        if isLarge(bytes), !isShared(address) { change(address) { $0.bytes -= bytes } }
    }

    /// Takes `bytes` for what a request is made into, or nothing.
    func hold(_ bytes: Int) -> Bool { memory.take(bytes, sparing: isLarge(bytes) ? memory.reserve : 0) }

    private func isShared(_ address: String) -> Bool {
        guard !proxies.isEmpty, let address = IPAddress(address) else { return false }
        return proxies.contains { $0.contains(address) }
    }

    private func isLarge(_ bytes: Int) -> Bool { bytes > Self.small }
    /// Bytes of a request that may use the reserve.
    private static let small = 32 << 10
}
