import HTTP
import Testing

@testable import Auth

@Suite struct LoginPageTests {
    private let hostile = #"</textarea><script>alert('1')</script>"&"#
    private let escaped = "&lt;/textarea&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&quot;&amp;"

    @Test func `whatever stands in it is text`() {
        let page = LoginPage(server: hostile, person: hostile, issuer: hostile, token: hostile)
        let text = page.response.text
        #expect(text.split(separator: escaped, omittingEmptySubsequences: false).count == 6)
        #expect(!text.contains("<script"))
    }

    @Test func `nothing in it runs or loads, and it stands in no frame`() throws {
        let page = LoginPage(server: "s", person: "p", issuer: "i", token: nil)
        let (first, second) = (page.response, page.response)
        let policy = try #require(first.fields["Content-Security-Policy"])
        #expect(policy.hasPrefix("default-src 'none'; style-src 'nonce-"))
        #expect(policy.hasSuffix("; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"))
        #expect(policy != second.fields["Content-Security-Policy"])
        let nonce = try #require(policy.split(separator: "'").first { $0.hasPrefix("nonce-") }).dropFirst(6)
        #expect(first.text.contains("<style nonce=\"\(nonce)\">"))
        #expect(first.fields["Referrer-Policy"] == "no-referrer" && first.fields["X-Content-Type-Options"] == "nosniff")
        #expect(!first.text.contains("textarea id"))
    }
}
