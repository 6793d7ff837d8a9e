import Telemetry
import Testing

@testable import App

@Suite struct LogsTests {
    @Test func `without a table there is no access log`() throws {
        #expect(try Logs(Configuration()).access == nil)
        #expect(try Logs(ConfigurationText("[middleware.access_logs]").configuration).access != nil)
    }

    @Test func `a file that cannot be written is named`() {
        let configuration = ConfigurationText("[log]\nfile = '/no/such/folder/log'").configuration
        #expect(throws: LogFileError(path: "/no/such/folder/log", reason: "there is no such file")) {
            try Logs(configuration)
        }
    }
}
