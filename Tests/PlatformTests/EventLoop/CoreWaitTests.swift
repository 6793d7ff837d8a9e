import Glibc
import Synchronization
import Testing

@testable import Platform

@Suite(.serialized, .blocking) struct CoreWaitTests {
    @Test(
        arguments: [
            ("0 645169 1\n", 645_169), ("81234567 12 9\n", 12), ("7 0 1\n", 0), ("", 0), ("garbage", 0),
            ("1 x2y3 4", 23),
        ] as [(String, UInt64)]
    )
    func `the second number is the time that was waited`(text: String, waited: UInt64) {
        #expect(CoreWait.waited(in: text.utf8.span) == waited)
    }

    @Test func `a thread that computes on a core of its own has hardly waited`() {
        let wait = CoreWait()
        wait.mark(at: 1 << 40)
        let begin = ContinuousClock.now
        let used = Self.compute(.milliseconds(20))
        let others = (ContinuousClock.now - begin) - used
        // What it has waited, it did not compute.
        #expect(Duration.nanoseconds(wait.sinceMark) <= others + .milliseconds(2))
    }

    @Test func `threads that share cores wait for each other, and sleeping is no waiting`() {
        let waited = Mutex<[Duration]>([])
        let threads = (0..<3 * sysconf(Int32(_SC_NPROCESSORS_ONLN))).map { _ in
            SystemThread {
                let wait = CoreWait()
                wait.mark(at: 1 << 40)
                _ = Self.compute(.milliseconds(100))
                waited.withLock { $0.append(.nanoseconds(wait.sinceMark)) }
            }
        }
        for thread in threads { thread.join() }
        #expect(waited.withLock { $0.contains { $0 > .milliseconds(30) } })

        let wait = CoreWait()
        wait.mark(at: 1 << 40)
        let begin = ContinuousClock.now
        usleep(50_000)
        let late = (ContinuousClock.now - begin) - .milliseconds(50)
        #expect(Duration.nanoseconds(wait.sinceMark) <= late + .milliseconds(2))
    }

    @Test func `a mark soon after another leaves it as it is`() {
        let wait = CoreWait()
        wait.mark(at: 1 << 40)
        let first = wait.sinceMark
        wait.mark(at: 1 << 40 + 3_999_999)
        #expect(wait.sinceMark >= first)
    }

    /// Keeps the thread busy until it has used so much time of a core.
    static func compute(_ time: Duration) -> Duration {
        let begin = used
        while used - begin < time {}
        return used - begin
    }

    private static var used: Duration {
        var now = timespec()
        unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now)
        return .seconds(now.tv_sec) + .nanoseconds(now.tv_nsec)
    }
}
