import JSON
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
        table.warnOfPlainHTTP(settings.issuer, at: "issuer_uri")
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
        let text: String? = table["resource_name"]
        name = text.flatMap { $0.isEmpty ? nil : $0 } ?? name
        documentation = table.page("resource_documentation") ?? documentation
        policy = table.page("resource_policy_uri") ?? policy
        termsOfService = table.page("resource_tos_uri") ?? termsOfService
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
    /// A page for people; files of other editions have "" where there is none.
    fileprivate func page(_ key: String) -> HTTPURL? {
        let page: PageURL? = self[key]
        return page?.url
    }

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

/// A URL, or nothing between quotes.
struct PageURL: TOMLReadable {
    let url: HTTPURL?
    static let type = ValueType.either(.url, .words([""]))

    init?(_ entry: TOMLEntry) {
        if case .string("") = entry.value {
            url = nil
        } else {
            guard let url = HTTPURL(entry) else { return nil }
            self.url = url
        }
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

extension AuthorizationServerSettings {
    static var reference: SectionDescription {
        SectionDescription(
            "oauth_authorization_server",
            "passes on the [metadata of the issuer](oauth.md), for clients that look for it here",
            [
                .key("enabled", .boolean, .required, "`false` switches the table off", example: true),
                .key(
                    "issuer_uri",
                    .url,
                    .required,
                    "whose metadata this server passes on",
                    example: "https://login.example.com"
                ),
                .key(
                    "url_suffix",
                    .matching("^(/.*[^/])?$"),
                    "",
                    "also served at the well-known paths with this behind them, such as `/mcp`"
                ),
            ]
        )
    }
}

extension ProtectedResourceSettings {
    static var reference: SectionDescription {
        SectionDescription(
            "oauth_protected_resource",
            "the document that tells clients [where to get a token](oauth.md) (RFC 9728)",
            [
                .key("enabled", .boolean, .required, "`false` switches the table off", example: true),
                .key(
                    "resource",
                    .url,
                    .required,
                    "this server, as clients name it",
                    example: "https://mcp.example.com/mcp"
                ),
                .key(
                    "auth_servers",
                    .list(.url),
                    .required,
                    "who issues tokens for it",
                    example: ["https://login.example.com"]
                ),
                .key("jwks_uri", .url, .required, "where their keys are", example: "https://login.example.com/keys"),
                .key(
                    "scopes_supported",
                    .list(.string),
                    .required,
                    "scopes that clients may ask for",
                    example: ["tool:user"]
                ),
            ] + optionalKeys + [
                .key(
                    "url_suffix",
                    .matching("^(/.*[^/])?$"),
                    "",
                    "also served at the well-known path with this behind it, such as `/mcp`"
                )
            ],
            misplaced: [.misplaced("oauth_whitelist_domains", .list(.string))]
        )
    }

    private static var optionalKeys: [KeyDescription] {
        let promise = "`true` is a mistake in this version, which does not enforce it"
        return [
            .key("bearer_methods_supported", .list(.string), [], "how a token may be sent, such as `header`"),
            .key(
                "resource_signing_alg_values_supported",
                .list(.string),
                [],
                "algorithms that this server signs answers with"
            ),
            .key(
                "authorization_details_types_supported",
                .list(.string),
                [],
                "types of authorization details (RFC 9396)"
            ),
            .key("dpop_signing_alg_values_supported", .list(.string), [], "algorithms of DPoP proofs (RFC 9449)"),
            .key("resource_name", .string, .unset, "a name for people", example: "My tools"),
            .key(
                "resource_documentation",
                PageURL.type,
                .unset,
                "where developers read more",
                example: "https://mcp.example.com/docs"
            ),
            .key(
                "resource_policy_uri",
                PageURL.type,
                .unset,
                "how clients may use what they get",
                example: "https://mcp.example.com/policy"
            ),
            .key(
                "resource_tos_uri",
                PageURL.type,
                .unset,
                "terms of service",
                example: "https://mcp.example.com/terms"
            ),
            .key("tls_client_certificate_bound_access_tokens", .boolean, false, promise),
            .key("dpop_bound_access_tokens_required", .boolean, false, promise),
        ]
    }
}
