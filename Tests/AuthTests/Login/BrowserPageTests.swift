import HTTP
import Testing

@testable import Auth

@Suite struct BrowserPageTests {
    @Test func `nothing in it runs or loads, and it stands in no frame`() throws {
        let page = BrowserPage(server: "s", title: "t", content: "<p>c</p>")
        let (first, second) = (page.response(), page.response(.badRequest))
        let policy = try #require(first.fields["Content-Security-Policy"])
        #expect(policy.hasPrefix("default-src 'none'; style-src 'nonce-"))
        #expect(policy.hasSuffix("; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"))
        #expect(policy != second.fields["Content-Security-Policy"])
        let nonce = try #require(policy.split(separator: "'").first { $0.hasPrefix("nonce-") }).dropFirst(6)
        #expect(first.text.contains("<style nonce=\"\(nonce)\">"))
        #expect(first.fields["Referrer-Policy"] == "no-referrer" && first.fields["X-Content-Type-Options"] == "nosniff")
        #expect(first.status == .ok && second.status == .badRequest && first.text.contains("<p>c</p>"))
    }

    @Test func `an accent behind a sign does not hide it`() {
        #expect("a\"\u{301}<\u{338}&\u{200D}".escaped.utf8.elementsEqual("a&quot;\u{301}&lt;\u{338}&amp;\u{200D}".utf8))
    }
}
