import Synchronization
import Testing

@testable import HTTP
@testable import Platform

@Suite struct LogTimeTests {
    private final class Day: Sendable {
        let time = Atomic<UInt64>(1_800_000_000_999_000_000)
        let count = Atomic<Int>(0)
        func read() -> UInt64 {
            count.add(1, ordering: .relaxed)
            return time.load(ordering: .relaxed)
        }
    }
    private let day = Day()

    @Test func `the time of day goes on with the other clock, and is read again after a while`() {
        var clock = LogTime(day.read)
        expect(clock.moment(at: 5_000_000), 1_800_000_000, 999)
        expect(clock.moment(at: 5_999_999), 1_800_000_000, 999)
        expect(clock.moment(at: 6_000_000), 1_800_000_001, 0)
        expect(clock.moment(at: 104_999_999), 1_800_000_001, 98)
        #expect(day.count.load(ordering: .relaxed) == 1)
        // Somebody has set it back by a second.
        day.time.store(1_800_000_000_000_000_000, ordering: .relaxed)
        expect(clock.moment(at: 105_000_000), 1_800_000_000, 0)
        expect(clock.moment(at: 107_000_000), 1_800_000_000, 2)
        #expect(day.count.load(ordering: .relaxed) == 2)
    }

    private func expect(_ moment: AccessLines.Moment, _ seconds: Int, _ milliseconds: Int) {
        #expect(moment.seconds == seconds && moment.milliseconds == milliseconds)
    }
}
