public import HTTP

/// What a client is told that may not pass: how to get a token, and which (RFC 6750 §3, RFC 9728 §5.1).
public struct Challenge: Sendable {
    private let metadata: HTTPURL?
    private let scopes: [String]

    /// - Parameters:
    ///   - resource: this server as its clients know it, from the configuration and never from a request; `nil` when
    ///     it publishes no metadata.
    ///   - scopes: what a first token should grant.
    public init(to resource: HTTPURL? = nil, scopes: [String] = []) {
        metadata = resource.flatMap(Self.metadata)
        self.scopes = scopes
    }

    /// Where the metadata of a resource is (RFC 9728 §3.1): its path behind the well-known one.
    public static func metadata(of resource: HTTPURL) -> HTTPURL? {
        let origin = IssuerMetadata.origin(of: resource)
        let path = resource.text.dropFirst(origin.count).prefix { $0 != "?" && $0 != "#" }
        let tail = path.hasSuffix("/") ? path.dropLast() : path
        return HTTPURL("\(origin)/.well-known/oauth-protected-resource\(tail)")
    }

    /// 401 for a request without a token, which is no error (RFC 6750 §3.1).
    public var withoutToken: HTTPResponse { refusal(.unauthorized, nil, "A token is needed", scopes) }

    /// 401 for a token that is not accepted; 503 when nobody can say.
    public func refusal(of error: TokenError) -> HTTPResponse {
        if case .undecided(let seconds) = error {
            return .unavailable(error.explanation, retryAfter: seconds)
        }
        return refusal(.unauthorized, "invalid_token", error.explanation, scopes)
    }

    /// 400 for a request that shows its token in a wrong way.
    public func refusal(ofRequest reason: String) -> HTTPResponse {
        refusal(.badRequest, "invalid_request", reason, scopes)
    }

    /// The value of `WWW-Authenticate`.
    public func value(error: String? = nil, description: String? = nil, scopes: [String]? = nil) -> String {
        let scope = (scopes ?? self.scopes).joined(separator: " ")
        let parameters: [(String, String?)] = [
            ("error", error),
            ("error_description", error == nil ? nil : description),
            ("resource_metadata", metadata?.text),
            ("scope", scope.isEmpty ? nil : scope),
        ]
        let written = parameters.compactMap { name, value in value.map { "\(name)=\($0.quoted)" } }
        return "Bearer " + (written.isEmpty ? #"realm="mcp""# : written.joined(separator: ", "))
    }

    /// Adds where the metadata is to the challenge of a handler, which knows only what it needs.
    func complete(_ response: inout HTTPResponse) {
        guard response.status == .forbidden, let metadata, let value = response.fields[.wwwAuthenticate] else { return }
        response.fields[.wwwAuthenticate] = "\(value), resource_metadata=\(metadata.text.quoted)"
    }

    private func refusal(_ status: HTTPStatus, _ error: String?, _ text: String, _ scopes: [String]) -> HTTPResponse {
        var response = HTTPResponse.error(status, text)
        response.fields[.wwwAuthenticate] = value(error: error, description: text, scopes: scopes)
        response.fields[.cacheControl] = "no-store"
        return response
    }
}

extension String {
    /// A quoted string (RFC 9110 §5.6.4); characters that cannot stand in one are left out.
    fileprivate var quoted: String {
        let text = unicodeScalars.filter { 0x20...0x7E ~= $0.value }
        return "\"" + text.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : "\($0)" }.joined() + "\""
    }
}
