import Auth
import HTTP
import TOML

extension AuthorizationServerSettings {
    /// `nil` when the table is left out or switched off.
    static func reading(_ table: TOMLTable) -> Self? {
        let enabled = table.isPresent && table[required: "enabled"] ?? false
        if !enabled { table.relax() }
        var settings = Self(issuer: table[required: "issuer_uri"] ?? .placeholder)
        settings.urlSuffix = table.pathSuffix ?? settings.urlSuffix
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
        urlSuffix = table.pathSuffix ?? urlSuffix
        refusePromises(table)
    }

    /// A document must not say that tokens are bound to their holders when nobody checks it.
    private func refusePromises(_ table: TOMLTable) {
        let promises = [
            ("tls_client_certificate_bound_access_tokens", bindsTokensToCertificates),
            ("dpop_bound_access_tokens_required", requiresDPoP),
        ]
        for (key, isPromised) in promises where isPromised {
            table.refuse(key, "'\(key)' must be false: this version does not enforce it")
        }
    }
}

extension TOMLTable {
    /// `url_suffix`: a path without its end, such as `/mcp`.
    fileprivate var pathSuffix: String? {
        guard let suffix: String = self["url_suffix"] else { return nil }
        let url = HTTPURL("https://host\(suffix)")
        guard suffix.isEmpty || suffix.hasPrefix("/") && !suffix.hasSuffix("/") && url?.path == suffix else {
            refuse("url_suffix", "'url_suffix' must be a path such as '/mcp'")
            return nil
        }
        return suffix
    }
}

extension DomainPattern: TOMLReadable {
    public init?(_ entry: TOMLEntry) {
        guard let text = entry.string else { return nil }
        guard let pattern = Self(text) else {
            entry.refuse("must be a host such as 'example.com', '*.example.com' or 'example.com:8443'")
            return nil
        }
        self = pattern
    }
}
