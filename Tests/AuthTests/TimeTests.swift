import Testing

@testable import Auth

@Suite struct TimeTests {
    @Test func `a clock of its own begins at nothing and goes on`() {
        let time = Time(secondsSince1970: { 7 })
        #expect(time.now() == 7)
        let first = time.uptime()
        #expect(first >= .zero && first < .seconds(600))
        #expect(time.uptime() >= first)
    }

    @Test func `the clock that is given is the one that is asked`() {
        let clock = TestClock()
        let time = Time(secondsSince1970: { 7 }, uptime: { clock.uptime })
        let first = time.uptime()
        clock.advance(.seconds(5))
        #expect(time.uptime() == first + .seconds(5))
    }
}
