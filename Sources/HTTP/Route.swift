/// One line of the route table.
public struct Route: Sendable {
    public typealias Respond = @Sendable (HTTPRequest) async throws -> HTTPResponse

    /// `nil`: the route answers every method itself.
    let method: HTTPMethod?
    /// Matched byte for byte against the path as it was sent.
    let path: String
    let handler: any HTTPHandler

    /// Answers GET, and HEAD with the same head.
    public static func get(_ path: String, _ respond: @escaping Respond) -> Route {
        Route(method: .get, path: path, handler: Throwing(respond: respond))
    }

    /// Gives every method on `path` to `handler`.
    public static func any(_ path: String, _ handler: any HTTPHandler) -> Route {
        Route(method: nil, path: path, handler: handler)
    }

    func answers(_ method: HTTPMethod) -> Bool {
        self.method == nil || self.method == method || self.method == .get && method == .head
    }
}

extension [Route] {
    /// These routes behind `middleware`, which answers first.
    public func behind(_ middleware: any HTTPMiddleware) -> [Route] {
        map { Route(method: $0.method, path: $0.path, handler: $0.handler.wrapped(in: [middleware])) }
    }
}

/// A closure as a handler; what it throws becomes a response.
private struct Throwing: HTTPHandler {
    let respond: Route.Respond
    func respond(to request: HTTPRequest) async -> HTTPResponse {
        do { return try await respond(request) } catch { return HTTPResponse(error) }
    }
}
