import Synchronization
import Testing

@testable import Platform

@Suite(.serialized, .blocking) struct LoopExecutorTests {
    @Test func `actions from other threads run on the loop, once and in order`() {
        let seen = Mutex<[Int]>([])
        EventLoopTests.run { loop in
            let threads = (0..<4).map { number in
                SystemThread {
                    for index in 0..<100 {
                        loop.executor.perform { seen.withLock { $0.append(number * 100 + index) } }
                    }
                }
            }
            while seen.withLock({ $0.count }) < 400 { try? await loop.timers.sleep(for: .milliseconds(1)) }
            for thread in threads { thread.join() }
        }
        let all = seen.withLock { $0 }
        #expect(Set(all).count == 400)
        for number in 0..<4 { #expect(all.filter { $0 / 100 == number }.map { $0 % 100 } == Array(0..<100)) }
    }

    @Test func `an action on the loop's own thread runs at once`() {
        EventLoopTests.run { loop in
            let ran = Mutex(false)
            loop.executor.perform { ran.withLock { $0 = true } }
            #expect(ran.withLock { $0 })
        }
    }

    @Test func `what must not wait runs at once, ahead of what is due`() {
        let (seen, waiting) = (Events(), Waiting())
        EventLoopTests.run { loop in
            let first = Task.immediate(executorPreference: loop.executor) {
                await withCheckedContinuation { continuation in waiting.continuation.withLock { $0 = continuation } }
                seen.add("at once")
                await Task.yield()
                seen.add("later")
            }
            let second = Task(executorPreference: loop.executor) { seen.add("due") }
            loop.executor.runNow { waiting.continuation.withLock { $0.take()?.resume() } }
            seen.add("then")
            loop.executor.runNow {}
            await first.value
            await second.value
        }
        #expect(seen.all == ["at once", "then", "due", "later"])
    }

    @Test func `a job that holds the loop is reported`() {
        let held = Mutex<[Duration]>([])
        EventLoopTests.run { loop in
            loop.executor.stallTime = 5_000_000
            loop.executor.stalled = { duration in held.withLock { $0.append(duration) } }
            await Task.yield()
            _ = CoreWaitTests.compute(.milliseconds(20))
            await Task.yield()
        }
        #expect(held.withLock { $0.contains { $0 >= .milliseconds(20) } })
    }
}

private final class Waiting: Sendable {
    let continuation = Mutex<CheckedContinuation<Void, Never>?>(nil)
}
