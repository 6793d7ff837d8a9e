import Synchronization
import Testing

@testable import Platform

@Suite(.blocking) struct SystemThreadTests {
    @Test func `a thread has run when it is joined`() {
        let ran = Mutex(false)
        SystemThread { ran.withLock { $0 = true } }.join()
        #expect(ran.withLock { $0 })
    }
}
