import Glibc
import Synchronization
import Testing

@testable import Platform

@Suite(.serialized, .blocking) struct EventLoopSignalsTests {
    @Test func `a signal reaches its action on the loop`() {
        let seen = Mutex(0)
        let loop = EventLoop()
        loop.run {
            loop.onSignal(SIGUSR2) {
                seen.withLock { $0 += 1 }
                loop.stop()
            }
            loop.timers.after(.seconds(5)) { loop.stop() }
            kill(getpid(), SIGUSR2)
        }
        #expect(seen.withLock { $0 } == 1)
    }
}
