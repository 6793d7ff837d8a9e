import JSON
import Testing

@testable import Auth

@Suite struct ClaimRulesTests {
    @Test func `without leeway the second of exp is too late`() {
        var rules = ClaimRules()
        rules.leeway = 0
        #expect(throws: TokenError.expired) { _ = try rules.requireTime(Claims(["exp": 100]), at: 100) }
        #expect(throws: Never.self) { _ = try rules.requireTime(Claims(["exp": 100, "nbf": 99]), at: 99) }
    }

    @Test func `sums stay within bounds`() {
        #expect(Int.max.adding(1) == .max)
        #expect(Int.min.adding(-1) == .min)
        #expect(1.adding(2) == 3)
    }
}
