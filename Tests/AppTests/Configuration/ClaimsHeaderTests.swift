import Auth
import HTTP
import TOML
import Testing

@testable import App

@Suite struct ClaimsHeaderTests {
    private func read(_ header: String) -> ConfigurationText {
        ConfigurationText(
            """
            [server.transport.http]
            trusted_proxies = ['10.0.0.1']
            [middleware.jwt]
            enabled = true
            [middleware.jwt.validation]
            strategy = 'external'
            forwarded_header = '\(header)'
            """
        )
    }

    @Test(arguments: ["X-Validated-Jwt", "X-Jwt-Payload", "x-goog-authenticated-user-jwt", "Authorization"])
    func `a proxy hands claims on in a header of its own`(header: String) throws {
        let name = try #require(HTTPFieldName(header))
        #expect(read(header).configuration.jwt == .external(ExternalJWTSettings(header: name)))
    }

    @Test(arguments: [
        "Host", "cookie", "X-Forwarded-For", "X-FORWARDED-JWT", "Forwarded", "X-Real-IP", "Content-Length",
        "Connection",
        "Transfer-Encoding", "Origin", "Mcp-Session-Id", "X-Request-Id", "traceparent", "Sec-WebSocket-Key",
    ])
    func `a header that means something else is a mistake, with its place`(header: String) {
        let problems = read(header).problems
        #expect(
            problems.map(\.message) == [
                "'middleware.jwt.validation.forwarded_header' must not be \(header), which means something else"
            ]
        )
        #expect(problems.first?.position.line == 7 && problems.first?.suggestion == "write X-Validated-Jwt")
    }
}
