public import HTTP
internal import JSON

/// A document that everybody may read who gets here, whatever page it is (RFC 9728 §3.1): GET, HEAD and preflights.
public struct PublicDocument: HTTPHandler {
    private let produce: @Sendable () async -> HTTPResponse

    public init(_ produce: @escaping @Sendable () async -> HTTPResponse) { self.produce = produce }

    public func respond(to request: HTTPRequest) async -> HTTPResponse {
        var response: HTTPResponse
        switch request.method {
        case .get, .head:
            response = await produce()
            response.fields[.cacheControl] = response.status == .ok ? "public, max-age=\(Self.maxAge)" : "no-store"
        case .options:
            response = HTTPResponse(.noContent)
            response.fields[.allow] = "GET, HEAD, OPTIONS"
            response.fields["Access-Control-Allow-Methods"] = "GET, HEAD"
            // The wildcard covers every header but this one.
            response.fields["Access-Control-Allow-Headers"] = "*, Authorization"
            response.fields["Access-Control-Max-Age"] = "\(Self.maxAge)"
        default: response = .methodNotAllowed([.get, .options])
        }
        response.fields["Access-Control-Allow-Origin"] = "*"
        return response
    }

    /// Seconds that whoever asks may keep it.
    private static let maxAge = 3600
}

extension HTTPResponse {
    /// `{"detail": text}`
    static func detail(_ status: HTTPStatus, _ text: String) -> Self { .json(["detail": .string(text)], status) }
}
