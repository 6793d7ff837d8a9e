import Synchronization
import Telemetry
import Testing

@testable import HTTP

@Suite struct TracedRouterTests {
    private let tracing = Tracing()

    private func answer(_ request: HTTPRequest, _ respond: @escaping Route.Respond = { _ in HTTPResponse(.ok) }) async
        -> HTTPResponse
    {
        let router = Router([.get("/a", respond), .get("/livez") { _ in HTTPResponse(.ok) }])
        return await TracedRouter(router, tracing: tracing.tracer, besides: ["/livez"]).respond(to: request)
    }

    @Test func `a request is a step of the trace of its client`() async throws {
        let fields: HTTPFields = [
            "traceparent": traceparent, "User-Agent": "curl/8", "Authorization": "Bearer secret", "Cookie": "secret",
        ]
        _ = await answer(HTTPRequest(.get, "/a", query: "token=secret", fields: fields, from: "192.0.2.1"))
        let span = try #require(tracing.spans.first)
        #expect(span.name == "GET /a" && span.kind == .server && span.parent?.description == "00f067aa0ba902b7")
        #expect(span.context.traceID.description == "4bf92f3577b34da6a3ce929d0e0e4736")
        #expect(span.text("http.route") == "/a" && span.text("url.path") == "/a")
        #expect(span.text("http.request.method") == "GET" && span.text("http.response.status_code") == "200")
        #expect(span.text("client.address") == "192.0.2.1" && span.text("user_agent.original") == "curl/8")
        #expect(!"\(span)".contains("secret") && !span.hasFailed)
    }

    @Test func `what a filter says of a head is passed on, and is no step`() {
        struct Closed: HTTPFilter {
            func refusal(of head: inout HTTPRequest) -> HTTPResponse? { .error(.unauthorized) }
        }
        let router = Router([.get("/a") { _ in HTTPResponse(.ok) }], behind: [Closed()])
        let traced = TracedRouter(router, tracing: tracing.tracer)
        #expect(traced.refusal(of: HTTPRequest(.get, "/a"))?.status == .unauthorized)
        #expect(tracing.spans.isEmpty)
    }

    @Test func `clients make no names of spans`() async {
        _ = await answer(HTTPRequest(.get, "/nowhere"))
        _ = await answer(HTTPRequest(.other("BREW"), "/a"))
        let spans = tracing.spans
        #expect(spans.map(\.name) == ["GET", "HTTP /a"])
        #expect(spans.map { $0.text("http.route") } == [nil, "/a"])
        #expect(spans.last?.text("http.request.method") == "_OTHER")
    }

    @Test func `probes are no steps, and neither is what the client does not keep`() async {
        _ = await answer(HTTPRequest(.get, "/livez"))
        _ = await answer(HTTPRequest(.get, "/a", fields: ["traceparent": String(traceparent.dropLast(2)) + "00"]))
        #expect(tracing.spans.isEmpty)
    }

    @Test func `what the server could not do is a failure, and what the client could not is none`() async {
        _ = await answer(HTTPRequest(.get, "/a")) { _ in HTTPResponse(.serviceUnavailable) }
        _ = await answer(HTTPRequest(.get, "/a")) { _ in HTTPResponse(.forbidden) }
        let spans = tracing.spans
        #expect(spans.map(\.hasFailed) == [true, false] && spans.first?.text("error.type") == "503")
    }

    @Test func `a stream is a step until it ends, or is let go`() async throws {
        let request = HTTPRequest(.get, "/a")
        let response = await answer(request) { _ in .eventStream { write in await write([1]) } }
        #expect(tracing.spans.isEmpty)
        guard case .stream(let produce) = response.body else { return #expect(Bool(false)) }
        await produce { _ in }
        #expect(tracing.spans.count == 1)
        do { _ = await answer(request) { _ in .eventStream { _ in } } }
        #expect(tracing.spans.count == 1)
    }

    @Test func `who answers finds the step, and the log has it`() async throws {
        let exchange = NotingExchange()
        var request = HTTPRequest(.get, "/a")
        request.exchange = exchange
        _ = await answer(request) { request in
            request.exchange.note(.client("198.51.100.7", id: "x"))
            return .text(request.exchange.trace?.parent ?? "")
        }
        let span = try #require(tracing.spans.first)
        #expect(span.text("client.address") == "198.51.100.7")
        let noted = exchange.facts.withLock { facts in
            facts.compactMap { if case .trace(let trace) = $0 { trace } else { nil } }
        }
        #expect(noted == [span.context])
    }
}
