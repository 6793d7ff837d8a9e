import Platform
import Testing

@Suite struct WallClockTests {
    @Test func `it is later than when this was written`() {
        #expect(WallClock.secondsSince1970 > 1_700_000_000)
        #expect(WallClock.nanosecondsSince1970 / 1_000_000_000 > 1_700_000_000)
    }
}
