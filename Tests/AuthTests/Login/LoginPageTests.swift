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

    @Test func `a token is shown only where it is handed out`() {
        #expect(!LoginPage(server: "s", person: "p", issuer: "i", token: nil).response.text.contains("textarea id"))
    }
}
