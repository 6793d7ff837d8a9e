import Platform
import TOML
import Testing

@testable import App

@Suite struct TLSSectionTests {
    @Test func `everything is read`() throws {
        let text = ConfigurationText(
            """
            [server.tls]
            certificate = "a.crt"
            key = "a.key"
            min_version = "1.3"
            client_ca = "ca.crt"
            client_auth = "optional"
            [[server.tls.hosts]]
            names = ["Mcp.example.com", "*.example.com"]
            certificate = "b.crt"
            key = "b.key"
            """
        )
        #expect(text.problems.isEmpty)
        var expected = TLSSettings(.init(certificate: "a.crt", key: "a.key"))
        expected.minimum = .tls13
        expected.clientAuthorities = "ca.crt"
        expected.clientAuthentication = .optional
        let names = ["mcp.example.com", "*.example.com"].compactMap { TLSSettings.HostName($0) }
        expected.hosts = [.init(names, .init(certificate: "b.crt", key: "b.key"))]
        #expect(text.configuration.tls == expected)
        #expect(ConfigurationText("").configuration.tls == nil)
    }

    @Test(
        arguments: [
            ("", "missing key 'server.tls.certificate'"), ("certificate = 'a'", "missing key 'server.tls.key'"),
            ("min_version = '1.1'", "must be '1.2' or '1.3'"), ("client_auth = 'optional'", "needs 'client_ca'"),
            ("[[server.tls.hosts]]\nnames = ['*']", "must be the name of a host"),
            ("[[server.tls.hosts]]\nnames = []", "one name at least"),
        ]
    )
    func `what cannot be is refused`(lines: String, reason: String) {
        let problems = ConfigurationText("[server.tls]\n\(lines)").problems
        #expect(problems.contains { "\($0)".contains(reason) }, "\(problems)")
    }

    @Test func `a name has one certificate`() {
        let host = "[[server.tls.hosts]]\nnames = ['a.example']\ncertificate = 'b'\nkey = 'c'\n"
        let problems = ConfigurationText("[server.tls]\ncertificate = 'a'\nkey = 'b'\n\(host)\(host)").problems
        #expect(problems.map(\.message) == ["'a.example' has a certificate already"])
    }

    @Test func `a file is blamed where it stands`() {
        let text = "[server.tls]\ncertificate = 'a'\nkey = '/nowhere/key'\n"
        let root = TOMLTable(TOMLDocument(text))
        _ = Configuration(root, checking: TLSSource.problems)
        #expect(root.problems.map(\.position.line) == [2])
        #expect(root.problems.first?.message == "a: there is no such file")
    }
}
