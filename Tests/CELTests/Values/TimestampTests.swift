@testable import CEL
import Testing

@Suite struct TimestampTests {
    @Test func `years are from 1 to 9999`() {
        #expect(CELValue.Timestamp(seconds: -62_135_596_801) == nil)
        #expect(CELValue.Timestamp(seconds: 253_402_300_800) == nil)
        #expect(CELValue.Timestamp(seconds: 0, nanoseconds: 1_000_000_000) == nil)
    }

    @Test func `nanoseconds carry in both directions`() {
        let moment = CELValue.Timestamp(seconds: 10, nanoseconds: 5)
        #expect(moment?.adding(nanoseconds: -6) == CELValue.Timestamp(seconds: 9, nanoseconds: 999_999_999))
        #expect(moment?.adding(nanoseconds: 999_999_995) == CELValue.Timestamp(seconds: 11))
        #expect(moment?.adding(nanoseconds: .min) == nil || moment?.adding(nanoseconds: .max) != nil)
    }

    @Test func `what lies between is counted`() throws {
        let early = try #require(CELValue.Timestamp(seconds: 1, nanoseconds: 900_000_000))
        let late = try #require(CELValue.Timestamp(seconds: 3))
        #expect(late.nanoseconds(since: early) == 1_100_000_000)
        #expect(early < late)
        let first = try #require(CELValue.Timestamp(seconds: -62_135_596_800))
        #expect(late.nanoseconds(since: first) == nil)
    }
}
