import Testing

@testable import HTTP

@Suite struct SecretNamesTests {
    @Test(arguments: [
        ("referer", true), ("x-original-url", true), ("x-envoy-original-path", true), ("x-forwarded-uri", true),
        ("x-auth-request-redirect", true), ("mcp-name", true), ("accept", false), ("origin", false),
    ])
    func `headers that hold the URL of a request are known`(name: String, isURL: Bool) {
        #expect(SecretNames.isURL(header: name) == isURL)
    }

    @Test(arguments: [
        ("user-agent", false), ("accept", false), ("sec-websocket-key", false), ("x-my-token", true),
        ("x-functions-key", true), ("ocp-apim-subscription-key", true), ("x-auth-key", true), ("authentication", true),
        ("x-passwd", true), ("x-otp", true), ("x-pin", true), ("x-code", true), ("x-ssl-cert", true), ("dpop", true),
        ("x-claims", true), ("sec-websocket-protocol", true), ("accept-encoding", false), ("x-request-id", false),
    ])
    func `headers are known by words in their names`(name: String, isSecret: Bool) {
        #expect(SecretNames.isSecret(header: name) == isSecret)
    }
}
