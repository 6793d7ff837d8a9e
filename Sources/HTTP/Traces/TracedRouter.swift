public import Telemetry

/// A router whose requests are steps of traces, with the names of OpenTelemetry's semantic conventions for HTTP servers.
/// Values of header fields, but for `User-Agent`, and queries stay out of them.
public struct TracedRouter: HTTPHandler {
    private let router: Router
    private let tracer: Tracer
    private let untraced: Set<String>

    /// - Parameter untraced: paths that are asked for again and again, such as those of probes.
    public init(_ router: Router, tracing tracer: Tracer, besides untraced: Set<String> = []) {
        self.router = router
        self.tracer = tracer
        self.untraced = untraced
    }

    public func respond(to request: HTTPRequest) async -> HTTPResponse {
        var request = request
        return await outcome(of: &request).response
    }

    public func outcome(of request: inout HTTPRequest) -> HTTPOutcome {
        guard !untraced.contains(request.path) else { return router.outcome(of: &request) }
        let span = tracer.begin("", .server, for: request.fields.trace)
        if span.isKept { describe(request, in: span) }
        request.exchange.note(.trace(span.context))
        request.exchange = TracedExchange(exchange: request.exchange, span: span)
        let outcome = router.outcome(of: &request)
        guard span.isKept else { return outcome }
        switch outcome {
        case .now(var response):
            span.end(with: &response)
            return .now(response)
        case .later(let respond):
            return .later {
                var response = await respond()
                span.end(with: &response)
                return response
            }
        }
    }

    public func refusal(of head: HTTPRequest) -> HTTPResponse? { router.refusal(of: head) }

    private func describe(_ request: HTTPRequest, in span: TraceSpan) {
        let method = request.method.isKnown ? request.method.text : "_OTHER"
        span.set("http.request.method", .string(method))
        span.set("url.scheme", .string(request.tls == nil ? "http" : "https"))
        span.set("url.path", .string(SecretNames.masked(path: request.path)))
        span.set("client.address", .string(request.remoteAddress))
        span.set("network.peer.address", .string(request.remoteAddress))
        if let agent = request.fields[.userAgent] { span.set("user_agent.original", .string(agent)) }
        // Names of spans must be few: a path counts when there is a route for it.
        guard router.knows(request.path) else { return span.rename(request.method.isKnown ? method : "HTTP") }
        span.set("http.route", .string(request.path))
        span.rename("\(request.method.isKnown ? method : "HTTP") \(request.path)")
    }
}

extension TraceSpan {
    /// Ends with the last byte of `response`.
    fileprivate func end(with response: inout HTTPResponse) {
        set("http.response.status_code", .integer(response.status.code))
        if response.status.code >= 500 { fail("\(response.status.code)") }
        guard case .stream(let produce) = response.body else { return end() }
        // A stream that is never begun lets go of the span, which ends it.
        response.body = .stream { write in
            await produce(write)
            self.end()
        }
    }
}

extension HTTPMethod {
    fileprivate var isKnown: Bool { if case .other = self { false } else { true } }
}

extension HTTPFieldName {
    fileprivate static let userAgent: Self = "User-Agent"
}
