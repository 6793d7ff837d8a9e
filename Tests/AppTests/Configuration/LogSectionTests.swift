import Telemetry
import TOML
import Testing

@testable import App

@Suite struct LogSectionTests {
    @Test func `level and format are read`() {
        let log = ConfigurationText("[log]\nlevel = 'debug'\nformat = 'json'").configuration.log
        #expect(log == LogSettings(level: .debug, format: .json))
    }

    @Test func `a wrong level is answered with the right ones`() {
        let problems = ConfigurationText("[log]\nlevel = 'warn'\nformat = 'jsn'").problems
        #expect(problems.first?.message.hasPrefix("'log.level' must be 'trace' or 'debug' or 'info'") == true)
        #expect(problems.last?.suggestion == "did you mean 'json'?")
    }
}
