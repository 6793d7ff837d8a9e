import Platform
import Telemetry
import TOML
import Testing

@testable import App

@Suite struct ManagementSectionTests {
    @Test func `without the table there is no listener`() {
        #expect(ConfigurationText("").configuration.management == nil)
        #expect(ConfigurationText("[management]").configuration.management == ManagementSettings())
    }

    @Test func `a listener beyond this machine has a token`() {
        let read = ConfigurationText("[management]\nhost = '0.0.0.0'\nport = 9000\ntoken = 'secret'")
        #expect(read.problems.isEmpty)
        #expect(read.configuration.management?.token == Secret("secret"))
        #expect(read.configuration.management?.server.port == 9000)
    }

    @Test func `a token that nobody could show is a mistake, with its place`() throws {
        for host in ["127.0.0.1", "0.0.0.0"] {
            let read = ConfigurationText("[management]\nhost = '\(host)'\ntoken = ''")
            #expect(read.errors == ["'token' must not be empty: nobody could ever show it"])
            #expect(read.problems.first?.position.line == 3)
        }
    }

    @Test func `or is open on purpose`() {
        #expect(ConfigurationText("[management]\nhost = '::'\nallow_anonymous = true").errors.isEmpty)
        #expect(ConfigurationText("[management]\nhost = '::'").errors.count == 1)
    }
}
