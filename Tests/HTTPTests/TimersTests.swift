import HTTP
import Synchronization
import Testing

@Suite struct TimersTests {
    @Test func `an action runs after its delay`() async {
        await withCheckedContinuation { continuation in
            PoolTimers().after(.milliseconds(1)) { continuation.resume() }
        }
    }

    @Test func `a cancelled action does not run`() async throws {
        let ran = Mutex(false)
        let timer = PoolTimers().after(.seconds(60)) { ran.withLock { $0 = true } }
        timer.cancel()
        await Task.yield()
        #expect(!ran.withLock { $0 })
    }

    @Test func `a cancelled sleeper wakes at once`() async {
        let sleeper = Task { try await PoolTimers().sleep(for: .seconds(60)) }
        sleeper.cancel()
        await #expect(throws: CancellationError.self) { try await sleeper.value }
    }
}
