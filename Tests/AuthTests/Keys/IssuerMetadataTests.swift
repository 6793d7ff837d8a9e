import HTTP
import Testing

@testable import Auth

@Suite struct IssuerMetadataTests {
    private func places(_ issuer: String) -> [String] { IssuerMetadata.places(of: issuer).map(\.text) }

    @Test func `an issuer with a path has three places`() {
        #expect(
            places("https://a.example/t1") == [
                "https://a.example/t1/.well-known/openid-configuration",
                "https://a.example/.well-known/oauth-authorization-server/t1",
                "https://a.example/.well-known/openid-configuration/t1",
            ]
        )
    }

    @Test func `one without has two, with a slash at its end or not`() {
        let expected = [
            "https://a.example:8443/.well-known/openid-configuration",
            "https://a.example:8443/.well-known/oauth-authorization-server",
        ]
        #expect(places("https://a.example:8443") == expected)
        #expect(places("https://a.example:8443/") == expected)
    }

    @Test func `what is no plain URL has none`() {
        #expect(places("joe").isEmpty)
        #expect(places("https://a.example/?x=1").isEmpty)
        #expect(places("https://a.example/#x").isEmpty)
    }

    @Test func `an origin ends where the path begins`() throws {
        #expect(IssuerMetadata.origin(of: try #require(HTTPURL("https://a.example:1/x/y"))) == "https://a.example:1")
        #expect(IssuerMetadata.origin(of: try #require(HTTPURL("https://a.example"))) == "https://a.example")
    }
}
