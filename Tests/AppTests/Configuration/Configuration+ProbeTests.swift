import Platform
import Testing

@testable import App

@Suite struct ConfigurationProbeTests {
    @Test func `the server itself is asked, as long as it talks to whoever comes`() {
        var configuration = Configuration()
        #expect(configuration.probed?.tls == nil && configuration.probed?.server.port == 8080)
        configuration.tls = TLSSettings(.init(certificate: "a", key: "b"))
        configuration.tls?.clientAuthorities = "c"
        configuration.tls?.clientAuthentication = .optional
        #expect(configuration.probed?.tls == configuration.tls)
    }

    @Test func `where clients must show a certificate, the listener for the operator is asked`() {
        var configuration = Configuration()
        configuration.tls = TLSSettings(.init(certificate: "a", key: "b"))
        configuration.tls?.clientAuthorities = "c"
        #expect(configuration.probed == nil)
        configuration.tls = nil
        configuration.server.proxyProtocol = []
        #expect(configuration.probed == nil)
        configuration.management = ManagementSettings()
        #expect(configuration.probed?.tls == nil && configuration.probed?.server.port == 9464)
    }
}
