public import HTTP
internal import JSON

/// `[oauth_authorization_server]`: the issuer whose metadata this server passes on (RFC 8414).
public struct AuthorizationServerSettings: Sendable, Equatable {
    public var issuer: HTTPURL
    /// What stands after the well-known paths, such as `/mcp`.
    public var urlSuffix: String

    public init(issuer: HTTPURL, urlSuffix: String = "") {
        self.issuer = issuer
        self.urlSuffix = urlSuffix
    }
}

extension IssuerDocument {
    /// The document for the clients of this server, without what is nobody's business.
    public func response() async -> HTTPResponse {
        do throws(Failure) {
            var document = try await current()
            for key in Self.sensitive { document[key] = nil }
            return .json(document)
        } catch {
            return switch error {
            case .notAllowed: .detail(.forbidden, "Issuer URI not in allowed domains")
            case .unavailable: .detail(.badGateway, "Error fetching OpenID config")
            }
        }
    }

    private static let sensitive = [
        "private_key_jwt", "client_secret", "registration_access_token",
        "introspection_endpoint_auth_signing_alg_values_supported",
    ]
}

extension PublicDocument {
    /// The metadata of an issuer; 404 without one.
    public static func metadata(of issuer: IssuerDocument?) -> Self {
        Self { await issuer?.response() ?? .detail(.notFound, "OAuth authorization server not enabled") }
    }
}
