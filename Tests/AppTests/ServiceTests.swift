import MCP
import Platform
import Testing

@testable import App

@Suite struct ServiceTests {
    private func start(_ configuration: Configuration) throws {
        let source = ConfigurationSource(.init()) { () throws(CatalogError) in try Catalog.app() }
        _ = try Service(configuration, offering: LiveCatalog(try Catalog.app()), from: source)
    }

    @Test func `it does not start without its certificate`() throws {
        var configuration = Configuration()
        try start(configuration)
        configuration.tls = TLSSettings(.init(certificate: "/no/such.crt", key: "/no/such.key"))
        let error = #expect(throws: TLSProblem.self) { try start(configuration) }
        #expect(error?.description == "/no/such.crt: there is no such file")
    }

    @Test func `it does not start without its log`() {
        var configuration = Configuration()
        configuration.log.file = "/no/such/folder/log"
        #expect(throws: LogFileError.self) { try start(configuration) }
    }
}
