import HTTP
import TOML

/// `[oauth_authorization_server]`: the issuer whose metadata this server passes on (RFC 8414).
public struct AuthorizationServerSettings: Sendable, Equatable {
    public var issuer: HTTPURL
}

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
}

extension AuthorizationServerSettings {
    /// `nil` when the table is left out or switched off.
    static func reading(_ table: TOMLTable) -> Self? {
        let enabled = table.isPresent && table[required: "enabled"] ?? false
        if !enabled { table.relax() }
        let settings = Self(issuer: table[required: "issuer_uri"] ?? .placeholder)
        return enabled ? settings : nil
    }
}

extension ProtectedResourceSettings {
    /// `nil` when the table is left out or switched off.
    static func reading(_ table: TOMLTable) -> Self? {
        let enabled = table.isPresent && table[required: "enabled"] ?? false
        if !enabled { table.relax() }
        var settings = Self(
            resource: table[required: "resource"] ?? .placeholder,
            authorizationServers: table[required: "auth_servers"] ?? [],
            keys: table[required: "jwks_uri"] ?? .placeholder,
            scopes: table[required: "scopes_supported"] ?? []
        )
        settings.readOptions(table)
        if enabled { settings.refuseBindings(in: table) }
        return enabled ? settings : nil
    }

    private mutating func readOptions(_ table: TOMLTable) {
        bearerMethods = table["bearer_methods_supported"] ?? bearerMethods
        signingAlgorithms = table["resource_signing_alg_values_supported"] ?? signingAlgorithms
        authorizationDetailsTypes = table["authorization_details_types_supported"] ?? authorizationDetailsTypes
        dpopSigningAlgorithms = table["dpop_signing_alg_values_supported"] ?? dpopSigningAlgorithms
        name = table["resource_name"] ?? name
        documentation = table["resource_documentation"] ?? documentation
        policy = table["resource_policy_uri"] ?? policy
        termsOfService = table["resource_tos_uri"] ?? termsOfService
        bindsTokensToCertificates = table["tls_client_certificate_bound_access_tokens"] ?? bindsTokensToCertificates
        requiresDPoP = table["dpop_bound_access_tokens_required"] ?? requiresDPoP
    }

    /// A promise that this server would not keep is worse than none.
    private func refuseBindings(in table: TOMLTable) {
        let keys = [
            "tls_client_certificate_bound_access_tokens": bindsTokensToCertificates,
            "dpop_bound_access_tokens_required": requiresDPoP,
        ]
        for (key, isDemanded) in keys.sorted(by: { $0.key < $1.key }) where isDemanded {
            table.refuse(key, "this server does not check what tokens are bound to", suggestion: "leave it out")
        }
    }
}
