import Testing

@testable import App

@Suite struct PlainHTTPTests {
    private let begin = LocalTokens.begin
    private let opaque = """
        [middleware.jwt.validation.introspection]
        client_id = "a"
        client_secret = "b"
        issuer = "https://a.example"
        audience = "c"

        """
    private let login = "[auth]\nclient_id = 'a'\nclient_secret = 'b'\nredirect_uri = 'https://m.example/callback'\n"

    private func warnings(_ text: String) -> [String] {
        let read = ConfigurationText(text)
        #expect(read.errors.isEmpty)
        return read.warnings
    }

    @Test(arguments: [
        ("http://a.example", 1), ("http://10.0.0.1:8080", 1), ("http://localhost:8080", 0), ("http://127.0.0.1/x", 0),
        ("https://a.example", 0),
    ])
    func `whoever is asked without TLS is named, unless it is this machine`(url: String, count: Int) {
        let local = begin + "[middleware.jwt.validation.local]\naudience = 'a'\n"
        #expect(warnings(local + "issuer = '\(url)'").count == count)
        #expect(warnings(local + "issuer = 'a'\njwks_uri = '\(url)'").count == count)
        #expect(warnings(begin + opaque + "url = '\(url)'").count == count)
        let google = "[middleware.jwt.validation.introspection]\nkind = 'google'\naudience = 'a'\n"
        #expect(warnings(begin + google + "url = '\(url)'").count == count)
        #expect(warnings(login + "issuer = '\(url)'").count == count)
        #expect(warnings("[oauth_authorization_server]\nenabled = true\nissuer_uri = '\(url)'").count == count)
    }

    @Test func `what is only a name, or switched off, is not asked`() {
        let keys = "issuer = 'http://a.example'\njwks_uri = 'https://a.example/keys'\naudience = 'a'"
        #expect(warnings(begin + "[middleware.jwt.validation.local]\n" + keys).isEmpty)
        let off = "[oauth_authorization_server]\nenabled = false\nissuer_uri = 'http://a.example'"
        #expect(warnings(off).isEmpty)
    }
}
