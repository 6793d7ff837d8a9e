import Synchronization
import Testing

@testable import HTTP

@Suite struct HeldMemoryTests {
    @Test func `memory is given back once, with the end of the last who holds it`() {
        let count = Mutex(0)
        var first: HeldMemory? = HeldMemory { count.withLock { $0 += 1 } }
        var second = first
        first = nil
        #expect(count.withLock { $0 } == 0 && second != nil)
        second = nil
        #expect(count.withLock { $0 } == 1 && first == nil)
    }
}
