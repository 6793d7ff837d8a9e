import Telemetry
import TOML
import Testing

@testable import App

@Suite struct LogSectionTests {
    @Test func `level and format are read`() {
        let log = ConfigurationText("[log]\nlevel = 'debug'\nformat = 'json'").configuration.log
        #expect(log == LogSettings(level: .debug, format: .json))
    }

    @Test(arguments: ["[log]", "[middleware.access_logs]"])
    func `a file without a name is a mistake, with its place`(table: String) {
        let read = ConfigurationText("\(table)\nfile = ''")
        #expect(read.errors == ["'file' must name a file"])
        #expect(read.problems.first?.position.line == 2)
    }

    @Test func `a wrong level is answered with the right ones`() {
        let problems = ConfigurationText("[log]\nlevel = 'warn'\nformat = 'jsn'").problems
        #expect(problems.first?.message.hasPrefix("'log.level' must be 'trace' or 'debug' or 'info'") == true)
        #expect(problems.last?.suggestion == "did you mean 'json'?")
    }
}
