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

    /// Refuses heads without a name, and signs every answer.
    private struct Guard: HTTPFilter {
        func refusal(of head: inout HTTPRequest) -> HTTPResponse? {
            head.fields["X-Name"] == nil ? .error(.unauthorized) : nil
        }
        func adjust(_ response: inout HTTPResponse, to request: HTTPRequest) { response.fields["X-Guard"] = "here" }
    }

    @Test func `filters may refuse a head before there is a body`() {
        let router = Router([.any("/open", Method())] + [Route.any("/mcp", Method())].behind([Guard()]))
        let refusal = router.refusal(of: HTTPRequest(.post, "/mcp"))
        #expect(refusal?.status == .unauthorized && refusal?.fields["X-Guard"] == "here")
        #expect(router.refusal(of: HTTPRequest(.post, "/mcp", fields: ["X-Name": "a"])) == nil)
        #expect(router.refusal(of: HTTPRequest(.post, "/open")) == nil)
        #expect(router.refusal(of: HTTPRequest(.post, "/nowhere")) == nil)
    }

    @Test func `what stands before a route is asked first, and where there is no route, too`() {
        let hosts = Hosts(HostsSettings(), loopback: true, openPaths: ["/health"])
        let trusted = TrustedProxies(
            {
                var settings = ProxySettings()
                settings.trusted = [CIDR("192.0.2.0/24")].compactMap(\.self)
                return settings
            }()
        )
        let routes = [Route.any("/mcp", Method()), .any("/health", Method())].behind([Guard()])
        let router = Router(routes, behind: [trusted, hosts])
        func status(_ path: String, _ host: String, _ fields: HTTPFields = [:], from: String = "127.0.0.1") -> Int? {
            var fields = fields
            fields[.host] = host
            return router.refusal(of: HTTPRequest(.post, path, fields: fields, from: from))?.status.code
        }
        #expect(status("/mcp", "evil.example") == 403 && status("/nowhere", "evil.example") == 403)
        #expect(status("/mcp", "localhost") == 401 && status("/nowhere", "localhost") == nil)
        #expect(status("/mcp", "localhost", ["X-Name": "a"]) == nil)
        #expect(status("/health", "evil.example", ["X-Name": "a"]) == nil)
        let forwarded: HTTPFields = ["X-Forwarded-Host": "localhost"]
        #expect(status("/mcp", "evil.example", forwarded, from: "192.0.2.1") == 401)
        #expect(status("/mcp", "evil.example", forwarded, from: "198.51.100.1") == 403)
    }

    /// Signs what it is shown.
    private struct Watch: HTTPFilter {
        func adjust(_ response: inout HTTPResponse, to request: HTTPRequest) { response.fields["X-Watch"] = "here" }
    }

    @Test func `who watches is shown what stays open, and nothing else`() async {
        let stream = Route.get("/stream") { _ in .eventStream { _ in } }
        let router = Router([stream, .get("/health") { _ in .text("ok") }], watching: Watch())
        #expect(await router.respond(to: HTTPRequest(.get, "/stream")).fields["X-Watch"] == "here")
        for path in ["/health", "/nowhere"] {
            #expect(await router.respond(to: HTTPRequest(.get, path)).fields["X-Watch"] == nil)
        }
    }

    @Test func `whoever needs a request no more sees what the filters made of it`() async {
        struct Naming: HTTPFilter {
            func answer(to request: inout HTTPRequest) -> HTTPResponse? {
                request.id = "named"
                return nil
            }
        }
        let router = Router([.any("/mcp", Method())], behind: [Naming()])
        var request = HTTPRequest(.put, "/mcp")
        #expect(await router.respond(to: request).text == "PUT" && request.id.isEmpty)
        #expect(await router.outcome(of: &request).response.text == "PUT" && request.id == "named")
    }

    @Test func `unavailable says when to come again`() {
        #expect(HTTPResponse.unavailable("busy", retryAfter: 7).fields[.retryAfter] == "7")
    }
}
