internal import Synchronization

/// Counts in this process, in a table whose size does not depend on how many are counted.
///
/// A key has one of eight places. When all are taken, the one that has least to lose makes room: the one that would be as
/// good as new soonest. So a flood of keys costs the memory of the table and no more.
public final class LimitTable: LimitStore {
    /// Keys that are counted at the same time, about.
    public static let capacity = shardCount * setsPerShard * waysPerSet
    private static let shardCount = 64
    private static let setsPerShard = 128
    private static let waysPerSet = 8

    /// What is known of one key. Times are nanoseconds since the table was made.
    fileprivate struct Count {
        /// By a secret of this process, so that nobody can choose keys that meet.
        var fingerprint: UInt64 = 0
        /// When the key is as good as new.
        var end = Int64.min
        /// Taken in this window.
        var taken: Int64 = 0
    }
    private final class Shard: Sendable {
        /// Empty until the first key comes.
        let counts = Mutex<[Count]>([])
    }
    private let shards = (0..<shardCount).map { _ in Shard() }
    private let begin: ContinuousClock.Instant

    /// - Parameter begin: no time that is asked about lies before it.
    public init(at begin: ContinuousClock.Instant = .now) { self.begin = begin }

    public func take(_ key: LimitKey, _ policy: LimitPolicy, at now: ContinuousClock.Instant) -> LimitDecision {
        take(Self.fingerprint(key), policy, at: now)
    }

    /// The same for a key whose fingerprint is known.
    func take(_ fingerprint: UInt64, _ policy: LimitPolicy, at now: ContinuousClock.Instant) -> LimitDecision {
        let time = (now - begin).nanoseconds
        return shards[Int(fingerprint % UInt64(Self.shardCount))].counts.withLock { counts in
            if counts.isEmpty {
                counts = [Count](repeating: Count(), count: Self.setsPerShard * Self.waysPerSet)
            }
            let place = Self.place(of: fingerprint, in: counts)
            if counts[place].fingerprint != fingerprint { counts[place] = Count(fingerprint: fingerprint) }
            return counts[place].take(policy, at: time)
        }
    }

    /// Keys for which there is memory.
    var places: Int { shards.reduce(0) { $0 + $1.counts.withLock(\.count) } }

    static func fingerprint(_ key: LimitKey) -> UInt64 {
        var hasher = Hasher()
        key.hash(into: &hasher)
        // 0 is a place that nobody has.
        return UInt64(bitPattern: Int64(hasher.finalize())) | 1 << 63
    }

    /// Where the key is, or where it may be now.
    private static func place(of fingerprint: UInt64, in counts: [Count]) -> Int {
        let set = Int(fingerprint / UInt64(shardCount) % UInt64(setsPerShard)) * waysPerSet
        var free = set
        for place in set..<(set + waysPerSet) {
            if counts[place].fingerprint == fingerprint { return place }
            if counts[place].end < counts[free].end { free = place }
        }
        return free
    }
}

extension LimitTable.Count {
    fileprivate mutating func take(_ policy: LimitPolicy, at now: Int64) -> LimitDecision {
        switch policy {
        case .bucket(let perMinute, let burst): takeFromBucket(perMinute: perMinute, burst: burst, at: now)
        case .window(let count, let time): takeInWindow(count, time.nanoseconds, at: now)
        }
    }

    /// The generic cell rate algorithm: `end` is when the bucket is full again.
    private mutating func takeFromBucket(perMinute: Int, burst: Int, at now: Int64) -> LimitDecision {
        let interval = max(1, 60_000_000_000 / Int64(max(1, perMinute)))
        // Both are bounded, so that their product fits.
        let room = interval * Int64(min(max(1, burst), 10_000_000))
        let full = max(end, now) + interval
        guard full - now <= room else {
            return LimitDecision(isAllowed: false, remaining: 0, wait: .nanoseconds(full - now - room))
        }
        end = full
        return LimitDecision(
            isAllowed: true,
            remaining: Int((room - (full - now)) / interval),
            wait: .nanoseconds(full - now)
        )
    }

    private mutating func takeInWindow(_ count: Int, _ time: Int64, at now: Int64) -> LimitDecision {
        if end <= now {
            end = now + time
            taken = 0
        }
        let wait = Duration.nanoseconds(end - now)
        guard taken < Int64(count) else { return LimitDecision(isAllowed: false, remaining: 0, wait: wait) }
        taken += 1
        return LimitDecision(isAllowed: true, remaining: count - Int(taken), wait: wait)
    }
}

extension Duration {
    /// As far as they fit.
    fileprivate var nanoseconds: Int64 {
        let (seconds, attoseconds) = components
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        return overflow ? .max / 4 : min(product + attoseconds / 1_000_000_000, .max / 4)
    }
}
