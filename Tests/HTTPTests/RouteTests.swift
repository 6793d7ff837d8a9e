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
}
