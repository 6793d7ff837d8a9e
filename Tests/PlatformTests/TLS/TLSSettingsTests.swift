import Testing

@testable import Platform

@Suite struct TLSSettingsTests {
    @Test(arguments: ["mcp.example.com", "localhost", "*.example.com", "a_b.example", "MCP.Example.com"])
    func `names of hosts are taken, in lower case`(text: String) {
        #expect(TLSSettings.HostName(text)?.text == text.lowercased())
    }

    @Test(arguments: [
        "", "*", "*.com", "a.*.example", "a..example", "a.example.", "a b", "ä.example", "https://a.example",
    ])
    func `other text is none`(text: String) {
        #expect(TLSSettings.HostName(text) == nil)
    }

    @Test func `clients must be certified only where an authority is named`() {
        var settings = TLSSettings(.init(certificate: "a", key: "b"))
        #expect(!settings.isForCertifiedClientsOnly)
        settings.clientAuthorities = "c"
        #expect(settings.isForCertifiedClientsOnly)
        settings.clientAuthentication = .optional
        #expect(!settings.isForCertifiedClientsOnly)
    }
}
