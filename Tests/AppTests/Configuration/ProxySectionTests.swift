import HTTP
import Testing

@testable import App

@Suite struct ProxySectionTests {
    private func read(_ line: String) -> ConfigurationText { ConfigurationText("[server.transport.http]\n" + line) }

    @Test func `proxies and what they write are read`() throws {
        let text = read("trusted_proxies = ['10.0.0.0/8', '::1']\nproxy_headers = 'forwarded'")
        #expect(text.problems.isEmpty)
        #expect(text.configuration.proxies.trusted == [CIDR("10.0.0.0/8"), CIDR("::1")])
        #expect(text.configuration.proxies.headers == .standard)
    }

    @Test(arguments: ["'10.0.0.1/8'", "'proxy.example'", "'::ffff:10.0.0.0/104'", "'1'", "''", "1"])
    func `what is no block is refused`(block: String) {
        #expect(read("trusted_proxies = [\(block)]").errors.count == 1)
    }

    @Test(arguments: ["0.0.0.0/0", "::/0"])
    func `trust in everybody is doubted`(block: String) {
        #expect(read("trusted_proxies = ['\(block)']").warnings.count == 1)
    }

    @Test(arguments: [
        ("https://mcp.example.com", 0), ("https://mcp.example.com/base", 0), ("http://10.0.0.1:8080", 0),
        ("mcp.example.com", 1), ("https://a@mcp.example.com", 1), ("https://mcp.example.com/?a", 1),
        ("https://mcp.example.com/#a", 1), ("ftp://mcp.example.com", 1),
    ])
    func `the public URL is one without query`(url: String, errors: Int) {
        let text = read("public_url = '\(url)'")
        #expect(text.errors.count == errors)
        #expect((text.configuration.hosts.publicURL?.text == url) == (errors == 0))
    }
}
