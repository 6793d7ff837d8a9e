/// Sends a request to the route for its path, through the filters of all routes and then the route's own.
///
/// Paths match as they were sent: `//mcp`, `/./mcp` and `/%6dcp` are other paths, so no guard is dodged by spelling.
public final class Router: HTTPHandler {
    private let routes: [Route]
    private let filters: FilterChain
    private let watch: (any HTTPFilter)?

    /// The first filter is the outermost, and `nil` is one that is switched off. A request without a route passes them.
    ///
    /// - Parameter watch: adjusts what stays open, streams and WebSockets; other answers cost it nothing.
    public init(_ routes: [Route], behind filters: [(any HTTPFilter)?] = [], watching watch: (any HTTPFilter)? = nil) {
        self.watch = watch
        self.routes = routes.behind(filters)
        self.filters = FilterChain(filters.compactMap { $0 })
    }

    public func respond(to request: HTTPRequest) async -> HTTPResponse {
        var request = request
        return await outcome(of: &request).response
    }

    public func outcome(of request: inout HTTPRequest) -> HTTPOutcome {
        let route = route(for: request)
        let filters = route?.chain ?? self.filters
        var progress = FilterChain.Progress()
        filters.ask(&request, &progress)
        if progress.waiting != nil { return outcome(of: request, waitingBefore: route, progress) }
        if let given = progress.response { return .now(adjusted(given, to: request, by: filters, progress.asked)) }
        guard let route else {
            return .now(adjusted(answerWithoutRoute(to: request), to: request, by: filters, progress.asked))
        }
        switch route.handler.outcome(of: &request) {
        case .now(var response):
            // In place: `adjusted` would copy it.
            filters.adjust(&response, to: request, asked: progress.asked)
            if response.staysOpen { watch?.adjust(&response, to: request) }
            return .now(consume response)
        case .later(let respond):
            return .later { [self, request, asked = progress.asked] in
                adjusted(await respond(), to: request, by: filters, asked)
            }
        }
    }

    /// The outcome where a filter must wait.
    @inline(never)
    private func outcome(
        of request: HTTPRequest,
        waitingBefore route: Route?,
        _ progress: FilterChain.Progress
    ) -> HTTPOutcome {
        .later { [self] in
            var (request, progress) = (request, progress)
            let filters = route?.chain ?? self.filters
            await filters.wait(for: &request, &progress)
            let response: HTTPResponse
            if let given = progress.response {
                response = given
            } else if let route {
                response = await route.handler.outcome(of: &request).response
            } else {
                response = answerWithoutRoute(to: request)
            }
            return adjusted(response, to: request, by: filters, progress.asked)
        }
    }

    private func adjusted(
        _ response: consuming HTTPResponse,
        to request: HTTPRequest,
        by filters: FilterChain,
        _ asked: Int
    ) -> HTTPResponse {
        filters.adjust(&response, to: request, asked: asked)
        if response.staysOpen { watch?.adjust(&response, to: request) }
        return response
    }

    /// What is routed, in order; `nil` stands for every method.
    public var table: [(method: HTTPMethod?, path: String)] { routes.map { (method: $0.method, path: $0.path) } }

    public func refusal(of head: HTTPRequest) -> HTTPResponse? {
        var head = head
        return (route(for: head)?.chain ?? filters).refusal(of: &head)
    }

    /// Whether there is a route for `path`.
    func knows(_ path: String) -> Bool { routes.contains { $0.path == path } }

    private func route(for request: HTTPRequest) -> Route? {
        let path = request.path
        let length = path.utf8.count
        // Comparing texts takes longer than comparing lengths, of which most differ.
        for route in routes
        where route.path.utf8.count == length && route.path == path && route.answers(request.method) {
            return route
        }
        return nil
    }

    private func answerWithoutRoute(to request: HTTPRequest) -> HTTPResponse {
        if request.method == .options, request.path == "*" { return HTTPResponse(.noContent) }
        let known = routes.filter { $0.path == request.path }.compactMap(\.method)
        return known.isEmpty ? .error(.notFound) : .methodNotAllowed(known)
    }
}

extension HTTPResponse {
    fileprivate var staysOpen: Bool { if case .bytes = body { false } else { true } }

    /// 405 with `Allow` (RFC 9110 §15.5.6); GET brings HEAD along.
    public static func methodNotAllowed(_ allowed: [HTTPMethod]) -> Self {
        var response = Self.error(.methodNotAllowed)
        let methods = allowed.flatMap { $0 == .get ? [.get, .head] : [$0] }
        response.fields[.allow] = methods.map(\.text).joined(separator: ", ")
        return response
    }

    /// 503 with `Retry-After`, seconds.
    public static func unavailable(_ message: String, retryAfter seconds: Int = 1) -> Self {
        var response = Self.error(.serviceUnavailable, message)
        response.fields[.retryAfter] = "\(seconds)"
        return response
    }
}
