import Testing

@testable import HTTP

@Suite struct SecretNamesTextTests {
    @Test(arguments: [
        ("a=1", "a=1"), ("", ""), ("code=x", "code=[REDACTED]"), ("CODE=x", "CODE=[REDACTED]"),
        ("%63ode=x", "%63ode=[REDACTED]"), ("a=1&access_token=x&b=2", "a=1&access_token=[REDACTED]&b=2"),
        ("session_id=x", "session_id=[REDACTED]"), ("apiKey=x=y", "apiKey=[REDACTED]"), ("flag", "flag"),
        ("eyJhbGciOiJSUzI1NiJ9.abc", "[REDACTED]"), ("&&", "&&"), ("%zz=1", "%zz=1"), ("%6=1&state", "%6=1&state"),
        ("a=1;code=x", "a=1;code=[REDACTED]"), ("=x", "=[REDACTED]"), ("%2574oken=x", "%2574oken=[REDACTED]"),
        ("url=https%3A%2F%2Fa%3Faccess_token%3Dx", "url=[REDACTED]"), ("url=https%3A%2F%2Fa", "url=https%3A%2F%2Fa"),
        ("pwd=x&SAMLResponse=y&connect.sid=z", "pwd=[REDACTED]&SAMLResponse=[REDACTED]&connect.sid=[REDACTED]"),
        ("a=Bearer%20x&b=basic+y&c=bearer", "a=[REDACTED]&b=[REDACTED]&c=bearer"),
        ("a=eyJh.b.c", "a=[REDACTED]"), ("a=b%26c", "a=b%26c"),
    ])
    func `values whose names promise a secret are masked`(query: String, expected: String) {
        #expect(SecretNames.masked(query: query) == expected)
    }

    @Test func `a URI without a query stays`() {
        #expect(SecretNames.masked(uri: "file:///a") == "file:///a")
        #expect(SecretNames.masked(uri: "https://a?token=b") == "https://a?token=[REDACTED]")
    }

    @Test(arguments: [
        ("https://u:p@a/b?c=d#access_token=e", "https://[REDACTED]@a/b?c=d#access_token=[REDACTED]"),
        ("x://a#token=b", "x://a#token=[REDACTED]"), ("mailto:a@b", "mailto:a@b"), ("/a@b?c", "/a@b?c"),
        ("https://a/eyJh.b.c/d", "https://a/[REDACTED]/d"),
    ])
    func `a URI shows neither its user nor what its fragment hides`(uri: String, expected: String) {
        #expect(SecretNames.masked(uri: uri) == expected)
    }

    @Test(arguments: [
        ("/mcp", "/mcp"), ("/mcp;token=x", "/mcp[REDACTED]"), ("/mcp&access_token=x", "/mcp[REDACTED]"),
        ("/mcp%3Faccess_token=x", "/mcp[REDACTED]"), ("/mcp%253Faccess_token%253Dx", "/mcp[REDACTED]"),
        ("/mcp/eyJh.b.c", "/mcp/[REDACTED]"), ("/monkeyJoe.html", "/monkeyJoe.html"), ("/a%20b=c", "/a%20b=c"),
        ("/eyJ", "/eyJ"),
    ])
    func `a path shows no secret that was meant for a query`(path: String, expected: String) {
        #expect(SecretNames.masked(path: path) == expected)
    }

    @Test(arguments: [
        ("Bearer abc", "Bearer [REDACTED]"), ("basic abc", "basic [REDACTED]"), ("bearer", "bearer"),
        ("a eyJh.b-_c.d, eyJe.f", "a [REDACTED], [REDACTED]"), ("a, b", "a, b"), ("", ""),
    ])
    func `a value that looks like a token is none to show`(value: String, expected: String) {
        #expect(SecretNames.masked(value: Array(value.utf8)[...]).elementsEqual(expected.utf8))
    }
}
