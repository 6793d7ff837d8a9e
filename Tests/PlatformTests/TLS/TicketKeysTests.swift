import Testing

@testable import Platform

@Suite struct TicketKeysTests {
    private let begin = ContinuousClock.now

    @Test func `a key takes over after the period, and the one before still opens`() {
        let keys = TicketKeys(changingEvery: .seconds(10), now: begin)
        let first = keys.current(at: begin).name
        #expect(keys.key(named: first, at: begin + .seconds(9))?.isOld == false)
        let second = keys.current(at: begin + .seconds(10)).name
        #expect(second != first)
        #expect(keys.key(named: first, at: begin + .seconds(19))?.isOld == true)
        #expect(keys.key(named: second, at: begin + .seconds(19))?.isOld == false)
        #expect(keys.key(named: first, at: begin + .seconds(20)) == nil)
    }

    @Test func `after a long silence nothing opens what was sealed before`() {
        let keys = TicketKeys(changingEvery: .seconds(10), now: begin)
        let first = keys.current(at: begin).name
        #expect(keys.key(named: first, at: begin + .seconds(30)) == nil)
    }

    @Test func `a name that nobody gave opens nothing`() {
        #expect(TicketKeys().key(named: [UInt8](repeating: 0, count: 16)) == nil)
    }
}
