/// Sends a request to the route for its path.
///
/// Paths match as they were sent: `//mcp`, `/./mcp` and `/%6dcp` are other paths, so no guard is dodged by spelling.
public struct Router: HTTPHandler {
    private let routes: [Route]
    public init(_ routes: [Route]) { self.routes = routes }

    public func respond(to request: HTTPRequest) async -> HTTPResponse {
        var known: [HTTPMethod] = []
        for route in routes where route.path == request.path {
            if route.answers(request.method) { return await route.handler.respond(to: request) }
            if let method = route.method { known.append(method) }
        }
        if request.method == .options, request.path == "*" { return HTTPResponse(.noContent) }
        return known.isEmpty ? .error(.notFound) : .methodNotAllowed(known)
    }
}

extension HTTPResponse {
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
