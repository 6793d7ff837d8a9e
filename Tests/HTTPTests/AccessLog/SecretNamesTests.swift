import Testing

@testable import HTTP

@Suite struct SecretNamesTests {
    @Test(arguments: [
        ("a=1", "a=1"), ("", ""), ("code=x", "code=[REDACTED]"), ("CODE=x", "CODE=[REDACTED]"),
        ("%63ode=x", "%63ode=[REDACTED]"), ("a=1&access_token=x&b=2", "a=1&access_token=[REDACTED]&b=2"),
        ("session_id=x", "session_id=[REDACTED]"), ("apiKey=x=y", "apiKey=[REDACTED]"), ("flag", "flag"),
        ("eyJhbGciOiJSUzI1NiJ9.abc", "[REDACTED]"), ("&&", "&&"), ("%zz=1", "%zz=1"), ("%6=1&state", "%6=1&state"),
    ])
    func `values whose names promise a secret are masked`(query: String, expected: String) {
        #expect(SecretNames.masked(query: query) == expected)
    }

    @Test func `a URI without a query stays`() {
        #expect(SecretNames.masked(uri: "file:///a") == "file:///a")
        #expect(SecretNames.masked(uri: "https://a?token=b") == "https://a?token=[REDACTED]")
    }

    @Test(arguments: [("user-agent", false), ("accept", false), ("sec-websocket-key", false), ("x-my-token", true)])
    func `headers are known by words in their names`(name: String, isSecret: Bool) {
        #expect(SecretNames.isSecret(header: name) == isSecret)
    }
}
