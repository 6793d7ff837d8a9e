internal import HTTP
private import Synchronization

/// What a process has counted about its calls.
public final class CallCounters: Sendable {
    private let counts = Counts()
    private let callers = Mutex<[LimitKey: Int]>([:])

    public init() {}

    /// Calls that run.
    public var running: Int { counts.running.load(ordering: .relaxed) }
    /// Calls that were answered with an error for taking too long, and run on all the same: they ignore cancellation.
    public var overdue: Int { counts.overdue.load(ordering: .relaxed) }
    /// Calls refused because too many ran, since the start.
    public var refused: Int { counts.refused.load(ordering: .relaxed) }
    /// Calls answered with an error for taking too long, since the start.
    public var late: Int { counts.late.load(ordering: .relaxed) }
    /// Calls that held their event loop too long, since the start.
    public var stalled: Int { counts.stalled.load(ordering: .relaxed) }

    /// Counts a call in, unless `limit` of them run.
    func enter(limit: Int) -> Bool {
        guard counts.running.add(1, ordering: .relaxed).newValue > limit else { return true }
        counts.running.subtract(1, ordering: .relaxed)
        counts.refused.add(1, ordering: .relaxed)
        return false
    }

    /// Whether the calls that run are so many that it matters whose they are. Below, nobody is counted, which costs calls
    /// that never wait nothing.
    func isBusy(for limit: Int) -> Bool { running > limit / Self.part }

    /// Counts a call of `caller` in, unless so many run that there may be `limit` with those that were not counted.
    func enter(_ caller: LimitKey, limit: Int) -> Bool {
        let fits = callers.withLock { callers in
            guard callers[caller, default: 0] < limit - limit / Self.part else { return false }
            callers[caller, default: 0] += 1
            return true
        }
        if !fits { counts.refused.add(1, ordering: .relaxed) }
        return fits
    }

    func leave(_ caller: LimitKey) {
        callers.withLock { callers in
            let count = callers[caller, default: 1] - 1
            callers[caller] = count > 0 ? count : nil
        }
    }

    private static let part = 16

    func leave() { counts.running.subtract(1, ordering: .relaxed) }

    func becameLate() {
        counts.late.add(1, ordering: .relaxed)
        counts.overdue.add(1, ordering: .relaxed)
    }

    func endedLate() { counts.overdue.subtract(1, ordering: .relaxed) }

    func didStall() { counts.stalled.add(1, ordering: .relaxed) }
}

private struct Counts: ~Copyable {
    let running = Atomic(0)
    let overdue = Atomic(0)
    let refused = Atomic(0)
    let late = Atomic(0)
    let stalled = Atomic(0)
}
