private import Synchronization

/// How long something took, by size.
public final class DurationHistogram: Sendable {
    private let buckets: InlineArray<18, Atomic<Int>> = InlineArray { _ in Atomic(0) }
    private let sum = Atomic<UInt64>(0)

    public init() {}

    /// Takes two atomic additions.
    public func record(nanoseconds: UInt64) {
        buckets[Self.bucket(of: nanoseconds)].wrappingAdd(1, ordering: .relaxed)
        sum.wrappingAdd(nanoseconds, ordering: .relaxed)
    }

    /// The same where only one thread ever records; others may look.
    public func recordAlone(nanoseconds: UInt64) {
        let bucket = Self.bucket(of: nanoseconds)
        buckets[bucket].store(buckets[bucket].load(ordering: .relaxed) &+ 1, ordering: .relaxed)
        sum.store(sum.load(ordering: .relaxed) &+ nanoseconds, ordering: .relaxed)
    }

    public var snapshot: DurationDistribution {
        let counts = buckets.indices.map { buckets[$0].load(ordering: .relaxed) }
        return DurationDistribution(counts: counts, nanoseconds: sum.load(ordering: .relaxed))
    }

    /// The bounds of `DurationDistribution.bounds`, as the compiler likes them.
    @inline(__always)
    private static func bucket(of nanoseconds: UInt64) -> Int {
        switch nanoseconds {
        case ...25_000: 0
        case ...50_000: 1
        case ...100_000: 2
        case ...250_000: 3
        case ...500_000: 4
        case ...1_000_000: 5
        case ...2_500_000: 6
        case ...5_000_000: 7
        case ...10_000_000: 8
        case ...25_000_000: 9
        case ...50_000_000: 10
        case ...100_000_000: 11
        case ...250_000_000: 12
        case ...1_000_000_000: 13
        case ...5_000_000_000: 14
        case ...30_000_000_000: 15
        case ...120_000_000_000: 16
        default: 17
        }
    }
}

/// What a histogram has recorded.
public struct DurationDistribution: Sendable, Equatable {
    /// Seconds, each the most that its bucket holds; a last bucket holds what takes longer.
    public static let bounds = [
        "0.000025", "0.00005", "0.0001", "0.00025", "0.0005", "0.001", "0.0025", "0.005", "0.01", "0.025", "0.05",
        "0.1", "0.25", "1.0", "5.0", "30.0", "120.0",
    ]
    /// For each bound how many are in its bucket alone, and then those beyond the last.
    public var counts: [Int]
    public var nanoseconds: UInt64

    public init(counts: [Int] = [], nanoseconds: UInt64 = 0) {
        self.counts = counts + Array(repeating: 0, count: max(0, Self.bounds.count + 1 - counts.count))
        self.nanoseconds = nanoseconds
    }

    public var total: Int { counts.reduce(0, +) }

    public static func + (lhs: Self, rhs: Self) -> Self {
        Self(counts: zip(lhs.counts, rhs.counts).map { $0 &+ $1 }, nanoseconds: lhs.nanoseconds &+ rhs.nanoseconds)
    }
}
