/// Deadlines of many connections, in ticks of 100 ms. Moving a deadline later costs nothing.
struct DeadlineWheel {
    private var slots = [[HandleID]](repeating: [], count: Self.size)
    /// Ticks so far.
    private(set) var now = 0

    /// The ticks that `duration` takes, at least one.
    static func ticks(_ duration: Duration) -> Int {
        let ticks = (duration.milliseconds + tickMilliseconds - 1) / tickMilliseconds
        return max(1, Int(clamping: min(ticks, UInt64(Int32.max))))
    }

    /// Files `id` under `deadline`, or under the furthest slot when it is further away; the caller looks again then.
    ///
    /// - Returns: the tick at which `advance` will hand it out.
    mutating func file(_ id: HandleID, at deadline: Int) -> Int {
        let tick = max(now + 1, min(deadline, now + Self.size - 1))
        slots[tick % Self.size].append(id)
        return tick
    }

    /// The next tick, and what was filed under it.
    mutating func advance() -> [HandleID] {
        now += 1
        let due = slots[now % Self.size]
        slots[now % Self.size] = []
        return due
    }

    static let tickMilliseconds: UInt64 = 100
    static let ticksPerSecond = 10
    private static let size = 512
}
