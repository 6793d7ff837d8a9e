import Testing

@testable import App

@Suite struct HealthTests {
    @Test func `a process starts, serves and drains, and never goes back`() {
        let health = Health()
        #expect(health.phase == .starting)
        health.begin()
        #expect(health.phase == .serving)
        health.drain()
        health.begin()
        #expect(health.phase == .draining)
    }
}
