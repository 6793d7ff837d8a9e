import Synchronization
import Testing

@testable import Telemetry

@Suite struct LogThresholdTests {
    @Test func `events at its level and above it are written`() {
        let threshold = LogThreshold(.warning)
        #expect(LogLevel.allCases.filter { threshold.admits($0) } == LogLevel.allCases.filter { $0 >= .warning })
        threshold.move(to: .debug)
        #expect(threshold.admits(.debug) && !threshold.admits(.trace))
    }

    @Test func `loggers that were made before follow it`() {
        let lines = Mutex(0)
        let threshold = LogThreshold(.error)
        let log = Logger(following: threshold) { _, _, _ in lines.withLock { $0 += 1 } }
        let copy = log
        copy.info("unread")
        #expect(lines.withLock { $0 } == 0)
        threshold.move(to: .info)
        copy.info("read")
        log.debug("unread")
        #expect(lines.withLock { $0 } == 1)
    }
}
