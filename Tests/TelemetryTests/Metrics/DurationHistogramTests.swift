import Telemetry
import Testing

@Suite struct DurationHistogramTests {
    @Test func `a duration is counted in the first bucket that holds it`() {
        for (index, bound) in DurationDistribution.bounds.enumerated() {
            let histogram = DurationHistogram()
            let nanoseconds = UInt64((Double(bound) ?? 0) * 1e9 + 0.5)
            histogram.record(nanoseconds: nanoseconds)
            histogram.record(nanoseconds: nanoseconds + 1)
            let counts = histogram.snapshot.counts
            #expect(counts[index] == 1 && counts[index + 1] == 1, "\(bound)")
        }
    }

    @Test func `one thread alone records the same`() {
        let (alone, shared) = (DurationHistogram(), DurationHistogram())
        for nanoseconds in [0, 1, 30_000, 30_000, 1_000_000, .max >> 2] as [UInt64] {
            alone.recordAlone(nanoseconds: nanoseconds)
            shared.record(nanoseconds: nanoseconds)
        }
        #expect(alone.snapshot == shared.snapshot && alone.snapshot.total == 6)
    }

    @Test func `distributions add up`() {
        let histogram = DurationHistogram()
        histogram.record(nanoseconds: 1)
        histogram.record(nanoseconds: .max >> 2)
        let twice = histogram.snapshot + histogram.snapshot
        #expect(twice.total == 4)
        #expect(twice.counts.first == 2 && twice.counts.last == 2)
        #expect(DurationDistribution() + twice == twice)
    }
}
