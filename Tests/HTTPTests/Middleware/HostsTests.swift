import HTTP
import Testing

@Suite struct HostsTests {
    private func status(_ fields: HTTPFields, path: String = "/mcp", of hosts: Hosts) -> Int {
        var request = HTTPRequest(.post, path, fields: fields)
        return hosts.answer(to: &request)?.status.code ?? 200
    }
    private let local = Hosts(HostsSettings(), loopback: true, openPaths: ["/health"])
    private let open = Hosts(
        {
            var settings = HostsSettings()
            settings.allowedHosts = ["mcp.example.com", "other.example:8443"]
            settings.allowedOrigins = ["https://app.example.com"]
            return settings
        }(),
        loopback: false,
        openPaths: []
    )

    @Test(arguments: [
        ("localhost", 200), ("localhost:9999", 200), ("127.0.0.1:8080", 200), ("[::1]:8080", 200), ("LOCALHOST", 200),
        ("evil.example", 403), ("127.0.0.1.evil.example", 403), ("localhost.evil.example", 403), ("localhost.", 403),
        ("localhost@evil.example", 400), ("evil.example#localhost", 400), ("[::ffff:127.0.0.1]", 403), ("0.0.0.0", 403),
        ("2130706433", 403), ("0177.0.0.1", 403), ("127.1", 403), ("10.0.0.1", 403), ("", 400),
    ])
    func `on loopback only loopback names pass`(host: String, expected: Int) {
        #expect(status([.host: host], of: local) == expected)
    }

    @Test(arguments: [
        ("mcp.example.com", 200), ("mcp.example.com:443", 200), ("other.example:8443", 200), ("other.example", 403),
        ("10.0.0.1:8080", 200), ("localhost:1", 200), ("evil.example", 403), ("0.0.0.0", 403), ("[::]", 403),
    ])
    func `beyond loopback listed names and addresses pass`(host: String, expected: Int) {
        #expect(status([.host: host], of: open) == expected)
    }

    @Test(arguments: [
        ("http://localhost:8080", 200), ("http://localhost:8081", 403), ("https://evil.example", 403), ("null", 403),
        ("http://127.0.0.1:8080", 403), ("localhost:8080", 403), ("", 403),
    ])
    func `a page passes when it is from this very server`(origin: String, expected: Int) {
        #expect(status([.host: "localhost:8080", .origin: origin], of: local) == expected)
    }

    @Test func `over TLS the server's own pages are of https`() {
        for (origin, isOwn) in [("https://localhost:8443", true), ("http://localhost:8443", false)] {
            var request = HTTPRequest(.post, "/mcp", fields: [.host: "localhost:8443", .origin: origin])
            request.tls = TLSFacts(version: "TLSv1.3", client: nil)
            #expect((local.answer(to: &request) == nil) == isOwn)
        }
    }

    @Test func `a listed page passes, and two origins do not`() {
        let page: HTTPFields = [.host: "mcp.example.com", .origin: "https://app.example.com"]
        #expect(status(page, of: open) == 200)
        var twice = page
        twice.append(.origin, "https://app.example.com")
        #expect(status(twice, of: open) == 403)
    }

    @Test(arguments: [
        ("https://mcp.example.com", "mcp.example.com", "https://mcp.example.com", 200),
        ("https://mcp.example.com/", "mcp.example.com:9", "https://mcp.example.com", 200),
        ("HTTPS://MCP.example.com:443/base", "mcp.example.com", "https://mcp.example.com", 200),
        ("https://mcp.example.com:8443", "mcp.example.com:8443", "https://mcp.example.com:8443", 200),
        ("https://mcp.example.com:8443", "mcp.example.com", "https://mcp.example.com:8443", 403),
        ("https://mcp.example.com", "mcp.example.com", "http://mcp.example.com", 403),
        ("https://mcp.example.com", "mcp.example.com", "https://mcp.example.com.evil.example", 403),
        ("https://mcp.example.com", "evil.example", "https://mcp.example.com", 403),
    ])
    func `the public URL is a host and an origin`(url: String, host: String, origin: String, expected: Int) {
        var settings = HostsSettings()
        settings.publicURL = HTTPURL(url)
        let hosts = Hosts(settings, loopback: true, openPaths: [])
        #expect(status([.host: host, .origin: origin], of: hosts) == expected)
        #expect(status([.host: "127.0.0.1:8080"], of: hosts) == 200)
    }

    @Test func `where every origin is allowed it must still be one`() {
        var settings = HostsSettings()
        settings.allowsEveryOrigin = true
        let hosts = Hosts(settings, loopback: true, openPaths: [])
        #expect(status([.host: "localhost", .origin: "https://any.example"], of: hosts) == 200)
        #expect(status([.host: "localhost", .origin: "null"], of: hosts) == 403)
        #expect(status([.host: "evil.example", .origin: "https://any.example"], of: hosts) == 403)
    }

    @Test(arguments: [("mcp.example.com", 200), ("evil.example", 403), ("a b", 400)])
    func `what a trusted proxy says the client asked for is judged, and not its own words`(host: String, expected: Int)
    {
        var request = HTTPRequest(.get, "/mcp", fields: [.host: "127.0.0.1"])
        request.forwarding = Forwarding(host: host)
        #expect(open.answer(to: &request)?.status.code ?? 200 == expected)
    }

    @Test func `a forwarded name rescues nothing`() {
        let fields: HTTPFields = [
            .host: "evil.example", "X-Forwarded-Host": "localhost", "Forwarded": "host=localhost",
        ]
        #expect(status(fields, of: local) == 403)
    }

    @Test func `probes call by any name`() {
        #expect(status([.host: "10.1.2.3"], path: "/health", of: local) == 200)
    }
}
