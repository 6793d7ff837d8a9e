import HTTP
import Testing

@testable import Auth

@Suite struct ConcurrencyLimitTests {
    /// How many places `who` gets that takes all it can.
    private func places(of who: String, in limit: ConcurrencyLimit) -> Int {
        var count = 0
        while limit.enter(.peer(who)) { count += 1 }
        return count
    }

    @Test func `one who takes all leaves room for others, and so do they`() {
        let limit = ConcurrencyLimit(64)
        #expect(["a", "b", "c"].map { places(of: $0, in: limit) } == [21, 14, 10])
        #expect((0..<4).allSatisfy { limit.enter(.peer("\($0)")) })
    }

    @Test func `beyond the limit nobody enters, until another has left`() {
        let limit = ConcurrencyLimit(3)
        #expect(["a", "b", "c", "d"].map { limit.enter(.peer($0)) } == [true, true, true, false])
        limit.leave(.peer("b"))
        #expect([limit.enter(.peer("a")), limit.enter(.peer("d"))] == [false, true])
    }
}
