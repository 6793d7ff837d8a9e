import HTTP
import MCP
import Testing

@testable import App

@Suite struct WebResourceTests {
    private struct Library: HTTPClient {
        let status: HTTPStatus
        func send(_ request: HTTPClientRequest) async throws(HTTPClientError) -> HTTPClientResponse {
            guard request.limit > 4 else { throw .tooLarge }
            return HTTPClientResponse(status, body: Array("# \(request.url.text)".utf8))
        }
    }

    private func document(_ status: HTTPStatus, limit: Int = 1024) throws -> WebResource {
        let url = try #require(HTTPURL("https://docs.example.com/terms.md"))
        return WebResource(url, name: "terms", by: Library(status: status), limit: limit)
    }

    @Test func `a document is what the other server says`() async throws {
        let terms = try document(.ok)
        #expect(terms.uri == "https://docs.example.com/terms.md" && terms.mimeType == "text/markdown")
        let content = try await terms.read([:], in: RequestContext())
        #expect(content == .typed(.text("# https://docs.example.com/terms.md"), mimeType: "text/markdown"))
    }

    @Test func `what is not there, not to be had, or too large is an error`() async throws {
        await #expect(throws: NotFound.self) { try await document(.notFound).read([:], in: RequestContext()) }
        await #expect(throws: ToolError.self) { try await document(.found).read([:], in: RequestContext()) }
        await #expect(throws: HTTPClientError.tooLarge) {
            try await document(.ok, limit: 4).read([:], in: RequestContext())
        }
    }
}
