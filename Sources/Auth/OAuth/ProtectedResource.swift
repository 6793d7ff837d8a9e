public import HTTP
public import JSON

/// `[oauth_protected_resource]`: the document that tells clients where to get a token (RFC 9728 §2).
public struct ProtectedResourceSettings: Sendable, Equatable {
    public var resource: HTTPURL
    public var authorizationServers: [HTTPURL]
    public var keys: HTTPURL
    public var scopes: [String]
    public var bearerMethods: [String] = []
    public var signingAlgorithms: [String] = []
    public var authorizationDetailsTypes: [String] = []
    public var dpopSigningAlgorithms: [String] = []
    public var name: String?
    public var documentation: HTTPURL?
    public var policy: HTTPURL?
    public var termsOfService: HTTPURL?
    public var bindsTokensToCertificates = false
    public var requiresDPoP = false
    /// What stands after the well-known path, such as `/mcp`.
    public var urlSuffix = ""

    public init(resource: HTTPURL, authorizationServers: [HTTPURL], keys: HTTPURL, scopes: [String]) {
        self.resource = resource
        self.authorizationServers = authorizationServers
        self.keys = keys
        self.scopes = scopes
    }
}

extension ProtectedResourceSettings {
    /// What is empty is left out.
    public var document: JSONObject {
        let members: [(String, JSONValue?)] = [
            ("resource", .string(resource.text)),
            ("authorization_servers", .array(authorizationServers.map { .string($0.text) })),
            ("jwks_uri", .string(keys.text)),
            ("scopes_supported", .texts(scopes)),
            ("bearer_methods_supported", .texts(bearerMethods)),
            ("resource_signing_alg_values_supported", .texts(signingAlgorithms)),
            ("authorization_details_types_supported", .texts(authorizationDetailsTypes)),
            ("dpop_signing_alg_values_supported", .texts(dpopSigningAlgorithms)),
            ("resource_name", name.map(JSONValue.string)),
            ("resource_documentation", documentation.map { .string($0.text) }),
            ("resource_policy_uri", policy.map { .string($0.text) }),
            ("resource_tos_uri", termsOfService.map { .string($0.text) }),
            ("tls_client_certificate_bound_access_tokens", bindsTokensToCertificates ? true : nil),
            ("dpop_bound_access_tokens_required", requiresDPoP ? true : nil),
        ]
        return JSONObject(members.compactMap { key, value in value.map { JSONObject.Member(key, $0) } })
    }

    /// Where clients look for it: at the well-known path with the resource's own behind it, and without (RFC 9728 §3).
    public var paths: [String] {
        let own = resource.path.hasSuffix("/") ? String(resource.path.dropLast()) : resource.path
        return [own, urlSuffix].reduce(into: [Self.wellKnown]) { paths, suffix in
            if !paths.contains(Self.wellKnown + suffix) { paths.append(Self.wellKnown + suffix) }
        }
    }

    /// Where clients look for it on a server that has none, to be told so.
    public static let wellKnown = "/.well-known/oauth-protected-resource"
}

extension PublicDocument {
    /// The document of a resource whose hosts are allowed; 403 for others, 404 without one.
    public static func metadata(of resource: ProtectedResourceSettings?, naming hosts: AllowedHosts) -> Self {
        guard let resource else { return Self { .detail(.notFound, "OAuth protected resource not enabled") } }
        if let foreign = resource.authorizationServers.first(where: { !hosts.allows($0) }) {
            return Self { .detail(.forbidden, "Auth server URI not allowed: \(foreign.text)") }
        }
        guard hosts.allows(resource.keys) else { return Self { .detail(.forbidden, "JWKS URI not allowed") } }
        let document = resource.document
        return Self { .json(document) }
    }
}

extension JSONValue {
    /// An array of strings; `nil` when there are none.
    fileprivate static func texts(_ texts: [String]) -> Self? {
        texts.isEmpty ? nil : .array(texts.map(JSONValue.string))
    }
}
