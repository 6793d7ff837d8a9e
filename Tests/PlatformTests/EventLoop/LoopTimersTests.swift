import HTTP
import Synchronization
import Testing

@testable import Platform

@Suite(.serialized, .blocking) struct LoopTimersTests {
    @Test func `a sleeper wakes no earlier than asked`() {
        EventLoopTests.run { loop in
            for milliseconds in [0, 1, 7] {
                let start = ContinuousClock.now
                try? await loop.timers.sleep(for: .milliseconds(milliseconds))
                #expect(ContinuousClock.now - start >= .milliseconds(milliseconds))
            }
        }
    }

    @Test func `a cancelled sleeper wakes at once and says so, from any thread`() {
        EventLoopTests.run { loop in
            let sleeper = Task { try await loop.timers.sleep(for: .seconds(60)) }
            try? await loop.timers.sleep(for: .milliseconds(5))
            sleeper.cancel()
            await #expect(throws: CancellationError.self) { try await sleeper.value }
        }
    }

    @Test func `a sleeper that was cancelled before leaves no timer`() {
        let start = ContinuousClock.now
        EventLoopTests.run { loop in
            let gate = loop.timers
            let sleeper = Task {
                while !Task.isCancelled { await Task.yield() }
                try await gate.sleep(for: .seconds(60))
            }
            sleeper.cancel()
            await #expect(throws: CancellationError.self) { try await sleeper.value }
            #expect(gate.isIdle)
        }
        #expect(ContinuousClock.now - start < .seconds(30))
    }

    @Test func `a cancelled timer never fires and its place is used again`() {
        EventLoopTests.run { loop in
            let fired = Mutex(0)
            for _ in 0..<100 {
                let timer = loop.timers.after(.milliseconds(5)) { fired.withLock { $0 += 100 } }
                timer.cancel()
                timer.cancel()
            }
            loop.timers.after(.milliseconds(5)) { fired.withLock { $0 += 1 } }
            try? await loop.timers.sleep(for: .milliseconds(30))
            #expect(fired.withLock { $0 } == 1)
        }
    }

    @Test(arguments: [
        (Duration.milliseconds(3), UInt64(3)), (.nanoseconds(1), 1), (.seconds(-1), 0), (.zero, 0), (.seconds(2), 2000),
        (.seconds(Int64.max), UInt64.max / 2),
    ])
    func `durations are milliseconds, rounded up`(duration: Duration, milliseconds: UInt64) {
        #expect(duration.milliseconds == milliseconds)
    }
}
