import HTTP
import Testing

@testable import Auth

@Suite struct FailurePageTests {
    private let page = FailurePage(server: "My <tools>", status: .badRequest, reason: "It <b>took</b> too long")

    private func answer(accepting types: String?) -> HTTPResponse {
        var request = HTTPRequest(.get, "/callback")
        if let types { request.fields[.accept] = types }
        return page.response(to: request, orElse: .error(.badRequest, "It took too long"))
    }

    @Test func `a browser gets a page with the reason, as text, and a way to begin anew`() {
        let response = answer(accepting: "application/xhtml+xml, text/html;q=0.9,*/*;q=0.8")
        #expect(response.status == .badRequest)
        #expect(response.fields[.contentType] == "text/html; charset=utf-8")
        #expect(response.text.contains("<h1>You are not logged in</h1>"))
        #expect(response.text.contains("<p>It &lt;b&gt;took&lt;/b&gt; too long</p>"))
        #expect(response.text.contains("<a href=\"login\">Try again</a>"))
        #expect(response.text.contains("My &lt;tools&gt;") && !response.text.contains("<tools>"))
    }

    @Test(arguments: [nil, "*/*", "application/json"])
    func `everybody else gets JSON`(types: String?) {
        #expect(answer(accepting: types).text == #"{"error":"It took too long"}"#)
    }
}
