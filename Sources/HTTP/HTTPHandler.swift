/// Answers requests. Every failure is already a response, so nothing above has to catch.
public protocol HTTPHandler: Sendable {
    func respond(to request: HTTPRequest) async -> HTTPResponse
}

/// A step between the socket and the routes: it may change the request, the response, or answer by itself.
public protocol HTTPMiddleware: Sendable {
    func respond(to request: HTTPRequest, next: any HTTPHandler) async -> HTTPResponse
}

extension HTTPHandler {
    /// This handler behind `middleware`: the first is the outermost, and `nil` is one that is switched off.
    public func wrapped(in middleware: [(any HTTPMiddleware)?]) -> any HTTPHandler {
        middleware.compactMap(\.self).reversed().reduce(self as any HTTPHandler) { Wrapped(middleware: $1, next: $0) }
    }
}

private struct Wrapped: HTTPHandler {
    let middleware: any HTTPMiddleware
    let next: any HTTPHandler
    func respond(to request: HTTPRequest) async -> HTTPResponse {
        await middleware.respond(to: request, next: next)
    }
}
