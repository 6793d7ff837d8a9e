/// Lets the pages of listed origins read answers (Fetch standard, "CORS protocol").
public struct CORS: HTTPFilter {
    private let settings: CORSSettings
    public init(_ settings: CORSSettings) { self.settings = settings }

    public func answer(to request: inout HTTPRequest) -> HTTPResponse? {
        request.isPreflight ? preflight(request) : nil
    }

    public func adjust(_ response: inout HTTPResponse, to request: HTTPRequest) {
        // Also without an origin: a cache must not give one page's answer to another.
        response.fields.append(.vary, "Origin")
        guard let origin = request.fields[.origin], let allowed = allowed(origin) else { return }
        response.fields[.allowOrigin] = allowed
        if settings.allowCredentials { response.fields[.allowCredentials] = "true" }
        if !request.isPreflight { response.fields[.exposeHeaders] = Self.exposed }
    }

    private func allowed(_ origin: String) -> String? {
        if settings.allowOrigins.contains(origin) { return origin }
        return settings.allowOrigins.contains("*") && !settings.allowCredentials ? "*" : nil
    }

    private func preflight(_ request: HTTPRequest) -> HTTPResponse {
        var response = HTTPResponse(.noContent)
        guard let origin = request.fields[.origin], allowed(origin) != nil else { return response }
        response.fields[.allowMethods] =
            settings.allowMethods.contains("*") ? "GET, POST, DELETE" : settings.allowMethods.joined(separator: ", ")
        // A wildcard does not cover Authorization, so what the page asks for is named.
        response.fields[.allowHeaders] =
            settings.allowHeaders.contains("*")
            ? request.fields[.requestHeaders] ?? "" : settings.allowHeaders.joined(separator: ", ")
        response.fields[.maxAge] = "600"
        return response
    }

    private static let exposed = "Mcp-Session-Id, WWW-Authenticate, X-Request-ID, Retry-After"
}

extension HTTPRequest {
    fileprivate var isPreflight: Bool { method == .options && fields.count(of: .requestMethod) > 0 }
}

extension HTTPFieldName {
    fileprivate static let allowOrigin: Self = "Access-Control-Allow-Origin"
    fileprivate static let allowCredentials: Self = "Access-Control-Allow-Credentials"
    fileprivate static let allowMethods: Self = "Access-Control-Allow-Methods"
    fileprivate static let allowHeaders: Self = "Access-Control-Allow-Headers"
    fileprivate static let exposeHeaders: Self = "Access-Control-Expose-Headers"
    fileprivate static let maxAge: Self = "Access-Control-Max-Age"
    fileprivate static let requestMethod: Self = "Access-Control-Request-Method"
    fileprivate static let requestHeaders: Self = "Access-Control-Request-Headers"
}
