import HTTP
import Testing

@testable import MCP

@Suite struct CallCountersTests {
    @Test func `the limit holds and room comes back`() {
        let counters = CallCounters()
        #expect(counters.enter(limit: 2))
        #expect(counters.enter(limit: 2))
        #expect(!counters.enter(limit: 2))
        counters.leave()
        #expect(counters.enter(limit: 2))
        #expect(counters.running == 2)
        #expect(counters.refused == 1)
    }

    @Test func `one caller has a limit of its own, and others go on`() {
        let counters = CallCounters()
        let (alice, bob) = (
            LimitKey.principal(issuer: "i", subject: "alice"), LimitKey.principal(issuer: "i", subject: "bob")
        )
        #expect(counters.enter(alice, limit: 2) && counters.enter(alice, limit: 2))
        #expect(!counters.enter(alice, limit: 2) && counters.refused == 1)
        #expect(counters.enter(bob, limit: 2))
        counters.leave(alice)
        #expect(counters.enter(alice, limit: 2))
    }

    @Test func `while few calls run nobody is counted, and nobody gets beyond the limit therefore`() {
        let counters = CallCounters()
        for _ in 0..<2 { #expect(counters.enter(limit: 100) && !counters.isBusy(for: 32)) }
        #expect(counters.enter(limit: 100) && counters.isBusy(for: 32))
        let key = LimitKey.peer("a")
        #expect((0..<40).filter { _ in counters.enter(key, limit: 32) }.count == 30)
        #expect(CallCounters().isBusy(for: 1) == false)
    }
}
