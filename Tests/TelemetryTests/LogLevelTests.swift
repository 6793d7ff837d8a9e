import Telemetry
import Testing

@Suite struct LogLevelTests {
    @Test func `levels rise from trace to critical`() {
        #expect(LogLevel.allCases.sorted() == LogLevel.allCases)
        #expect(LogLevel.trace < .critical)
    }
}
