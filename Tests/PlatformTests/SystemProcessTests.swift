import Glibc
import Synchronization
import Testing

@testable import Platform

@Suite struct SystemProcessTests {
    @Test func `the process may open as many descriptors as the system allows`() throws {
        let limit = try #require(SystemProcess.prepare())
        #expect(limit >= 256)
        #expect(SystemProcess.prepare() == limit)
    }

    @Test func `a thread waits until something is so, and not for ever`() {
        var looks = 0
        SystemProcess.wait(atMost: .seconds(60)) {
            looks += 1
            return looks == 3
        }
        #expect(looks == 3)
        SystemProcess.wait(atMost: .milliseconds(1)) { false }
    }

    @Test func `a hang-up waits from when it is held until it is taken`() {
        let seen = Mutex<[Bool]>([])
        let thread = SystemThread {
            var signals = sigset_t()
            func look(_ read: (inout sigset_t) -> Void) {
                unsafe sigemptyset(&signals)
                read(&signals)
                let isMember = unsafe sigismember(&signals, SIGHUP) == 1
                seen.withLock { $0.append(isMember) }
            }
            SystemProcess.holdHangUp()
            raise(SIGHUP)
            look { unsafe sigpending(&$0) }
            look { unsafe pthread_sigmask(SIG_BLOCK, nil, &$0) }
            // It would end the tests.
            unsafe sigemptyset(&signals)
            unsafe sigaddset(&signals, SIGHUP)
            var heard: Int32 = 0
            unsafe sigwait(&signals, &heard)
            SystemProcess.takeHangUp()
            look { unsafe pthread_sigmask(SIG_BLOCK, nil, &$0) }
        }
        thread.join()
        #expect(seen.withLock(\.self) == [true, true, false])
    }

    @Test func `variables of the environment are read`() {
        #expect(SystemProcess.environment("PATH")?.isEmpty == false)
        #expect(SystemProcess.environment("NO_SUCH_VARIABLE_HERE") == nil)
        #expect(SystemProcess.environmentNames.contains("PATH"))
        #expect(!SystemProcess.environmentNames.contains { $0.isEmpty || $0.utf8.contains(UInt8(ascii: "=")) })
    }
}
