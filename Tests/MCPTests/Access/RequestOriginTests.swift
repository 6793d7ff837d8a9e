import HTTP
import Testing

@testable import MCP

@Suite struct RequestOriginTests {
    @Test func `conditions see how a message came`() {
        var request = HTTPRequest(.post, "/mcp", query: "a=b", fields: ["X-Team": "blue"], from: "192.0.2.7")
        request.tls = TLSFacts(version: "TLSv1.3", client: ClientCertificate(subject: "CN=a", fingerprint: "0aff"))
        let origin = RequestOrigin(request)
        #expect(origin.method == .post && origin.path == "/mcp" && origin.remoteAddress == "192.0.2.7")
        #expect(origin.fields["x-team"] == "blue")
        #expect(origin.tls?.client == ClientCertificate(subject: "CN=a", fingerprint: "0aff"))
        #expect(RequestOrigin(HTTPRequest(.get, "/")).tls == nil)
    }
}
