import Platform
import Testing

@Suite struct HTTPServerSettingsTests {
    @Test(arguments: [
        ("127.0.0.1", true), ("127.8.9.1", true), ("localhost", true), ("::1", true), ("0.0.0.0", false), ("::", false),
        ("10.0.0.1", false), ("", false),
    ])
    func `loopback hosts are known`(host: String, isLoopback: Bool) {
        var settings = HTTPServerSettings()
        settings.host = host
        #expect(settings.isLoopback == isLoopback)
    }

    @Test func `an IPv6 address stands in brackets in a URL`() {
        var settings = HTTPServerSettings()
        #expect(settings.urlHost == "127.0.0.1")
        settings.host = "::1"
        #expect(settings.urlHost == "[::1]")
    }
}
