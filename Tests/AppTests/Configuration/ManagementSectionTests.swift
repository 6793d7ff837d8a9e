import Platform
import Telemetry
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

    @Test func `or is open on purpose`() {
        #expect(ConfigurationText("[management]\nhost = '::'\nallow_anonymous = true").errors.isEmpty)
        #expect(ConfigurationText("[management]\nhost = '::'").errors.count == 1)
    }
}
