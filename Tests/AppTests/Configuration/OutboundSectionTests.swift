import HTTP
import Platform
import TOML
import Testing

@testable import App

@Suite struct OutboundSectionTests {
    @Test func `how other servers are asked`() {
        let text = """
            [outbound]
            proxy = "http://proxy.example:3128"
            ca_file = "/etc/ca.pem"
            requests = 4
            waiting = 0
            """
        let read = ConfigurationText(text)
        #expect(read.problems.isEmpty)
        var settings = OutboundSettings()
        settings.proxy = HTTPURL("http://proxy.example:3128")
        settings.trustedCertificates = "/etc/ca.pem"
        settings.requests = 4
        settings.waiting = 0
        #expect(read.configuration.outbound == settings)
        #expect(ConfigurationText("[outbound]\nrequests = 0").errors.count == 1)
    }
}
