import Synchronization
import Testing

@testable import Platform

@Suite(.serialized, .blocking) struct EventLoopTests {
    /// Runs `body` as a task on a loop of its own until it returns.
    static func run(_ body: @escaping @Sendable (EventLoop) async -> Void) {
        let loop = EventLoop()
        loop.run {
            // Ends by itself.
            Task.immediate(executorPreference: loop.executor) {
                await body(loop)
                loop.stop()
            }
        }
    }

    @Test func `a task stays on its loop across suspensions`() {
        Self.run { loop in
            #expect(loop.executor.isCurrent)
            await Task.yield()
            #expect(loop.executor.isCurrent)
            try? await loop.timers.sleep(for: .milliseconds(1))
            #expect(loop.executor.isCurrent)
            await Task.detached {}.value
            #expect(loop.executor.isCurrent)
        }
    }

    @Test func `a task that yields for ever starves no timer`() {
        Self.run { loop in
            let done = Mutex(false)
            loop.timers.after(.milliseconds(20)) { done.withLock { $0 = true } }
            while !done.withLock({ $0 }) { await Task.yield() }
        }
    }

    @Test func `time goes forward`() {
        Self.run { loop in
            let before = loop.now
            try? await loop.timers.sleep(for: .milliseconds(20))
            #expect(loop.now >= before + 20)
        }
    }
}
