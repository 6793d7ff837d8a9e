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
}
