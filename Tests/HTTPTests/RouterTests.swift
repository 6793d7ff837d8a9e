import HTTP
import Testing

@Suite struct RouterTests {
    private struct Method: HTTPHandler {
        func respond(to request: HTTPRequest) async -> HTTPResponse { .text(request.method.text) }
    }
    private let router = Router([.get("/health") { _ in .text("ok") }, .any("/mcp", Method())])

    @Test(arguments: [
        (HTTPMethod.get, "/health", 200), (.head, "/health", 200), (.post, "/health", 405), (.post, "/mcp", 200),
        (.delete, "/mcp", 200), (.get, "/", 404), (.options, "*", 204), (.get, "*", 404),
    ])
    func `path and method choose the route`(method: HTTPMethod, path: String, status: Int) async {
        #expect(await router.respond(to: HTTPRequest(method, path)).status.code == status)
    }

    @Test(arguments: [
        "//health", "/health/", "/./health", "/x/../health", "/%68ealth", "/health%2f", "/HEALTH", "/health;x",
    ])
    func `another spelling is another path`(path: String) async {
        #expect(await router.respond(to: HTTPRequest(.get, path)).status == .notFound)
    }

    @Test func `a wrong method names the right ones`() async {
        let response = await router.respond(to: HTTPRequest(.post, "/health"))
        #expect(response.fields[.allow] == "GET, HEAD")
    }

    @Test func `unavailable says when to come again`() {
        #expect(HTTPResponse.unavailable("busy", retryAfter: 7).fields[.retryAfter] == "7")
    }
}
