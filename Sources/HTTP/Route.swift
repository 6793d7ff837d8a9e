/// One line of the route table.
public final class Route: Sendable {
    public typealias Respond = @Sendable (HTTPRequest) async throws -> HTTPResponse

    /// `nil`: the route answers every method itself.
    let method: HTTPMethod?
    /// Matched byte for byte against the path as it was sent.
    let path: String
    let handler: any HTTPHandler
    private let filters: [any HTTPFilter]
    /// The filters that a request passes before it comes to `handler`.
    let chain: FilterChain

    init(method: HTTPMethod?, path: String, handler: any HTTPHandler, filters: [any HTTPFilter]) {
        self.method = method
        self.path = path
        self.handler = handler
        self.filters = filters
        chain = FilterChain(filters)
    }

    /// This route behind more filters, which stand before those that it has.
    func behind(_ filters: [any HTTPFilter]) -> Route {
        Route(method: method, path: path, handler: handler, filters: filters + self.filters)
    }

    /// Answers GET, and HEAD with the same head.
    public static func get(_ path: String, _ respond: @escaping Respond) -> Route {
        Route(method: .get, path: path, handler: Throwing(respond: respond), filters: [])
    }

    /// Answers GET, and HEAD with the same head, at once: what waits for nothing needs no task. It must not block.
    public static func quick(_ path: String, _ answer: @escaping @Sendable (HTTPRequest) -> HTTPResponse) -> Route {
        Route(method: .get, path: path, handler: Quick(answer: answer), filters: [])
    }

    /// Gives every method on `path` to `handler`.
    public static func any(_ path: String, _ handler: any HTTPHandler) -> Route {
        Route(method: nil, path: path, handler: handler, filters: [])
    }

    func answers(_ method: HTTPMethod) -> Bool {
        self.method == nil || self.method == method || self.method == .get && method == .head
    }
}

extension [Route] {
    /// These routes behind `filters`: the first is the outermost, and `nil` is one that is switched off.
    public func behind(_ filters: [(any HTTPFilter)?]) -> [Route] {
        let filters = filters.compactMap { $0 }
        return map { $0.behind(filters) }
    }
}

private struct Quick: HTTPHandler {
    let answer: @Sendable (HTTPRequest) -> HTTPResponse
    func respond(to request: HTTPRequest) async -> HTTPResponse { answer(request) }
    func outcome(of request: inout HTTPRequest) -> HTTPOutcome { .now(answer(request)) }
}

/// A closure as a handler; what it throws becomes a response.
private struct Throwing: HTTPHandler {
    let respond: Route.Respond
    func respond(to request: HTTPRequest) async -> HTTPResponse {
        do { return try await respond(request) } catch { return HTTPResponse(error) }
    }
}
