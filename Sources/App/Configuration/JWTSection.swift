import Auth
import HTTP
import JSON
import TOML

/// `[middleware.jwt]` and the tables in it.
extension JWTSettings {
    private enum Strategy: String, CaseIterable, TOMLReadable { case local, external }

    /// - Parameter resource: what tokens are for where no audience is written.
    init(_ table: TOMLTable, resource: HTTPURL?) {
        // A file that names the table without saying whether it holds must not be guessed about.
        let enabled = table.isPresent && table[required: "enabled"] ?? false
        let validation = table.table("validation")
        if !enabled { table.relax() }
        if !enabled { validation.relax() }
        let strategy: Strategy = validation[required: "strategy"] ?? .local
        let header: ClaimsHeader? = validation["forwarded_header"]
        var external = ExternalJWTSettings(header: header?.name ?? "X-Validated-Jwt")
        var local = LocalJWTSettings()
        local.identities.roleClaims = validation["role_claims"] ?? []
        local.identities.implied = ImpliedScopes(validation.table("scopes"))
        external.identities = local.identities
        external.rememberedHeaders = validation["remembered_headers", in: 2...10_000_000] ?? external.rememberedHeaders
        let localTable = validation.table("local")
        let isLocal = enabled && strategy == .local
        if !isLocal { localTable.relax() }
        let hasTokens = local.readTokens(validation, isUsed: isLocal)
        local.read(localTable, audiences: resource.map { [$0.text] }, needsIssuer: !hasTokens)
        self = !enabled ? .disabled : strategy == .local ? .local(local) : .external(external)
    }
}

extension ImpliedScopes {
    /// `[middleware.jwt.validation.scopes.SCOPE]`
    fileprivate init(_ table: TOMLTable) {
        var direct: [String: Set<String>] = [:]
        for (name, scope) in table.tables {
            let narrow: [Scope] = scope[required: "implies"] ?? []
            direct[name] = Set(narrow.map(\.text))
            if Scope(name) == nil { table.refuse(name, "'\(name)' is no scope") }
        }
        self.init(direct)
    }
}

extension LocalJWTSettings {
    /// `[middleware.jwt.validation.local]`, after the tokens that need no issuer.
    fileprivate mutating func read(_ table: TOMLTable, audiences: [String]?, needsIssuer: Bool) {
        cacheInterval = table["cache_interval", in: .seconds(1)...(.seconds(604_800))] ?? cacheInterval
        let leeway: Duration? = table["leeway", in: .zero ... .seconds(600)]
        claims.leeway = leeway.map { Int(clamping: $0.components.seconds) } ?? claims.leeway
        claims.requiresAccessTokenType = table["require_at_jwt"] ?? claims.requiresAccessTokenType
        rememberedTokens = table["remembered_tokens", in: 2...10_000_000] ?? rememberedTokens
        let others: [PublishedIssuer] = table["issuers"] ?? []
        let secrets: [SharedSecret] = table["shared_secrets"] ?? []
        let first = PublishedIssuer(table, isRequired: needsIssuer && others.isEmpty && secrets.isEmpty)
        issuers = ([first].compactMap(\.self) + others).map { $0.settings(audiences, in: table) }
        issuers += secrets.map { $0.settings(audiences, in: table) }
        refuseRepetitions(in: table)
    }

    /// One name with two kinds of keys would let one stand in for the other; tokens that the file names have an issuer,
    /// too.
    private func refuseRepetitions(in table: TOMLTable) {
        var names: Set<String> = tokens.isEmpty ? [] : [StaticTokenSettings.issuer]
        for issuer in issuers where !names.insert(issuer.name).inserted {
            table.refuse("issuer", "the issuer '\(issuer.name)' comes twice")
        }
    }
}

/// An issuer whose keys are public.
private struct PublishedIssuer: TOMLSection {
    let name: String
    let keys: HTTPURL?
    let audiences: Audiences?

    init(_ table: TOMLTable) {
        name = table[required: "issuer"] ?? ""
        keys = table["jwks_uri"]
        audiences = table["audience"]
        refuseUndiscoverable(in: table)
    }

    /// The issuer that stands in the table itself; `nil` when there is none and none is needed.
    init?(_ table: TOMLTable, isRequired: Bool) {
        keys = table["jwks_uri"]
        audiences = table["audience"]
        let name: String? = isRequired || keys != nil ? table[required: "issuer"] : table["issuer"]
        guard let name else { return nil }
        self.name = name
        refuseUndiscoverable(in: table)
    }

    private func refuseUndiscoverable(in table: TOMLTable) {
        table.warnOfPlainHTTP(keys, at: "jwks_uri")
        if keys == nil { table.warnOfPlainHTTP(HTTPURL(name), at: "issuer") }
        if keys == nil, !name.isEmpty, HTTPURL(name) == nil {
            table.refuse("issuer", "'\(name)' is no URL where keys can be found", suggestion: "write its jwks_uri")
        }
    }

    func settings(_ common: [String]?, in table: TOMLTable) -> IssuerSettings {
        let audiences = audiences?.texts ?? common ?? table.requiredAudiences
        return IssuerSettings(name, keys: keys.map { .published($0) } ?? .discovered, audiences: audiences)
    }
}

extension TOMLTable {
    /// Those of the table itself, whose absence is a mistake.
    fileprivate var requiredAudiences: [String] { (self[required: "audience"] as Audiences?)?.texts ?? [] }
}

/// An issuer that signs with a secret.
private struct SharedSecret: TOMLSection {
    private let name: String
    private let key: LongSecret?
    private let audiences: Audiences?

    init(_ table: TOMLTable) {
        name = table[required: "issuer"] ?? ""
        if name.isEmpty, table.has("issuer") { table.refuse("issuer", "'issuer' must say who issues the tokens") }
        key = table[required: "secret"]
        audiences = table["audience"]
    }

    func settings(_ common: [String]?, in table: TOMLTable) -> IssuerSettings {
        let audiences = audiences?.texts ?? common ?? table.requiredAudiences
        return IssuerSettings(name, keys: key.map { .shared($0.secret) } ?? .discovered, audiences: audiences)
    }
}

extension ExposedClaims: TOMLReadable {
    public init?(_ entry: TOMLEntry) {
        switch entry.value {
        case _ where entry.isArray:
            guard let names = [String](entry) else { return nil }
            self = .only(names)
        case .string where entry.string == "all": self = .all
        default:
            entry.refuse("must be 'all' or an array of names of claims")
            return nil
        }
    }
}

extension JWTSettings {
    static var references: [SectionDescription] {
        [
            SectionDescription(
                "middleware.jwt",
                "who may call ([the page](authentication.md))",
                [.key("enabled", .boolean, .required, "`false` switches the whole table off", example: true)]
            ),
            SectionDescription(
                "middleware.jwt.validation",
                "how tokens are verified",
                [
                    .key(
                        "strategy",
                        .words(of: Strategy.self),
                        .said("required"),
                        "who verifies: this server, or a proxy in front, which `trusted_proxies` must name",
                        example: "local"
                    ),
                    .key("forwarded_header", .string, "X-Validated-Jwt", "where the proxy hands the claims on"),
                    .key(
                        "role_claims",
                        .list(.string),
                        [],
                        "claims that grant scopes beside `scope`, `scp` and `permissions`, such as `realm_access.roles`",
                        example: ["realm_access.roles"]
                    ),
                    .key(
                        "remembered_headers",
                        .integer(2, 10_000_000),
                        10000,
                        "headers of a proxy that are remembered with what they say, with `\"external\"`"
                    ),
                ],
                misplaced: [.misplaced("jwt_exposed_claims", .either(.words(["all"]), .list(.string)))]
            ),
            SectionDescription(
                "middleware.jwt.validation.scopes.*",
                "a scope that grants others, such as `tool:admin`",
                [
                    .key(
                        "implies",
                        .list(Scope.type),
                        .required,
                        "scopes that whoever has this one holds too, and what those imply",
                        example: ["tool:user"]
                    )
                ]
            ),
            AllowConditionSection.reference(
                "middleware.jwt.validation.allow_conditions[]",
                example: "has(payload.email) && payload.email.endsWith(\"@example.com\")"
            ),
        ]
    }
}

extension LocalJWTSettings {
    static var references: [SectionDescription] {
        let local = "middleware.jwt.validation.local"
        return [
            SectionDescription(
                local,
                "the issuer whose tokens this server verifies",
                PublishedIssuer.keys() + [
                    .key("cache_interval", .duration("1s", "168h"), "5m", "how long the keys are kept"),
                    .key(
                        "leeway",
                        .duration("0s", "10m"),
                        "1m",
                        "by how much the clocks of issuer and server may differ"
                    ),
                    .key("require_at_jwt", .boolean, false, "only tokens of the type `at+jwt` (RFC 9068)"),
                    .key(
                        "remembered_tokens",
                        .integer(2, 10_000_000),
                        10000,
                        "verified tokens that are remembered"
                    ),
                ],
                misplaced: [.misplaced("whitelist_domains", .list(.string))]
            ),
            AllowConditionSection.reference("\(local).allow_conditions[]", example: "\"admin\" in payload.roles"),
            SectionDescription(
                "\(local).issuers[]",
                "one more issuer",
                PublishedIssuer.keys(at: "https://partner.example.com")
            ),
            SectionDescription(
                "\(local).shared_secrets[]",
                "an issuer that signs with a secret it shares with this server (HS256, HS384, HS512)",
                SharedSecret.keys
            ),
        ] + tokenReferences
    }
}

extension PublishedIssuer {
    fileprivate static func keys(at issuer: String = "https://login.example.com") -> [KeyDescription] {
        [
            .key(
                "issuer",
                .string,
                .said("required"),
                "what `iss` must be, byte for byte. In the first table it is not required where tokens come from one of the others",
                example: .string(issuer)
            ),
            .key(
                "jwks_uri",
                .url,
                .said("from the issuer's metadata"),
                "where the issuer publishes its keys",
                example: .string("\(issuer)/keys")
            ),
            Audiences.key,
        ]
    }
}

extension SharedSecret {
    fileprivate static var keys: [KeyDescription] {
        [
            .key("issuer", .string, .required, "what `iss` must be", example: "https://internal.example.com"),
            .key("secret", .secret, .required, "at least 32 bytes", example: "${JWT_SECRET}"),
            Audiences.key,
        ]
    }
}
