/// Lets the pages of listed origins read answers (Fetch standard, "CORS protocol").
///
/// Answers preflights before anybody asks for a token: browsers send none with them.
public struct CORS: HTTPFilter {
    private let settings: CORSSettings
    private let origins: Set<String>
    private let methods: String

    public init(_ settings: CORSSettings) {
        self.settings = settings
        origins = Set(settings.allowOrigins)
        methods =
            settings.allowMethods.contains("*")
            ? "GET, HEAD, POST, DELETE" : settings.allowMethods.joined(separator: ", ")
    }

    public var duties: FilterDuties { .adjusting }

    public func answer(to request: inout HTTPRequest) -> HTTPResponse? {
        request.isPreflight ? preflight(request) : nil
    }

    public func adjust(_ response: inout HTTPResponse, to request: HTTPRequest) {
        // Also without an origin: a cache must not give one page's answer to another.
        response.variesByOrigin = true
        guard let origin = request.fields[.origin], let allowed = allowed(origin) else { return }
        response.fields[.allowOrigin] = allowed
        if settings.allowCredentials, allowed != "*" { response.fields[.allowCredentials] = "true" }
        if !request.isPreflight { response.fields[.exposeHeaders] = Self.exposed }
    }

    private func allowed(_ origin: String) -> String? {
        if origins.contains(origin) { return origin }
        return origins.contains("*") && !settings.allowCredentials ? "*" : nil
    }

    private func preflight(_ request: HTTPRequest) -> HTTPResponse {
        var response = HTTPResponse(.noContent)
        guard let origin = request.fields[.origin], allowed(origin) != nil else { return response }
        response.fields[.allowMethods] = methods
        response.fields[.allowHeaders] = allowedHeaders(asked: request.fields[.requestHeaders] ?? "")
        response.fields[.maxAge] = "600"
        return response
    }

    /// A wildcard does not cover `Authorization`, so what the page asks for is named. Of what it asks for, the headers of
    /// MCP and those that carry a trace are always allowed.
    private func allowedHeaders(asked: String) -> String {
        if settings.allowHeaders.contains("*") { return asked }
        let parameters = asked.split(separator: ",").map { $0.filter { $0 != " " } }
            .filter { $0.lowercased().hasPrefix("mcp-param-") && HTTPFieldName($0) != nil }
        return (Self.always + settings.allowHeaders + parameters).joined(separator: ", ")
    }

    private static let always = [
        "Authorization", "Content-Type", "Accept", "Mcp-Session-Id", "MCP-Protocol-Version", "Last-Event-ID",
        "Mcp-Method", "Mcp-Name", "X-Request-Id", "traceparent", "tracestate", "baggage",
    ]
    private static let exposed = """
        Mcp-Session-Id, MCP-Protocol-Version, WWW-Authenticate, X-Request-Id, Retry-After, RateLimit, RateLimit-Policy
        """
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
