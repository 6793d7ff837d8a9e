import Glibc
import HTTP
import Synchronization
import Testing

@testable import Platform

@Suite(.serialized, .blocking) struct SignalThreadTests {
    @Test func `signals are counted on a thread of their own, which has timers`() {
        let counts = Mutex<[Int]>([])
        let heard = DispatchGate()
        let thread = SignalThread { count, timers in
            counts.withLock { $0.append(count) }
            timers.after(.zero) { heard.open() }
        }
        kill(getpid(), SIGTERM)
        heard.wait()
        thread.end()
        #expect(counts.withLock { $0 } == [1])
    }
}

/// Opens once; a thread waits for it.
private final class DispatchGate: Sendable {
    private let isOpen = Atomic(false)
    func open() { isOpen.store(true, ordering: .releasing) }
    func wait() { for _ in 0..<5000 where !isOpen.load(ordering: .acquiring) { usleep(1000) } }
}
