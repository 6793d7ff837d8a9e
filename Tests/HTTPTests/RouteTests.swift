import HTTP
import Testing

@Suite struct RouteTests {
    private struct Refusing: HTTPFilter {
        func answer(to request: inout HTTPRequest) -> HTTPResponse? { .error(.unauthorized) }
    }

    @Test func `routes behind a guard are answered by it`() async {
        let routes = [Route.get("/a") { _ in .text("a") }].behind([Refusing(), nil])
        #expect(await Router(routes).respond(to: HTTPRequest(.get, "/a")).status == .unauthorized)
    }

    @Test func `what a route throws becomes a response`() async {
        let route = Route.get("/a") { _ in throw HTTPError(.notAcceptable, "no") }
        #expect(await Router([route]).respond(to: HTTPRequest(.get, "/a")).status == .notAcceptable)
    }

    @Test func `a route that waits for nothing is answered at once, and one that may is not`() async {
        let router = Router([.quick("/now") { .text($0.path) }, .get("/later") { .text($0.path) }])
        for (path, isNow) in [("/now", true), ("/later", false)] {
            var request = HTTPRequest(.get, path)
            let outcome = router.outcome(of: &request)
            if case .now = outcome { #expect(isNow) } else { #expect(!isNow) }
            #expect(await outcome.response.text == path)
            #expect(await router.respond(to: request).text == path)
        }
    }
}
