import JSON
import Auth
import HTTP
import TOML
import Telemetry

extension LocalJWTSettings {
    /// The tokens that no key signs: `[[middleware.jwt.validation.tokens]]` and those that an issuer is asked about.
    ///
    /// - Returns: whether there are any.
    mutating func readTokens(_ validation: TOMLTable, isUsed: Bool) -> Bool {
        let named: [NamedToken] = validation["tokens"] ?? []
        tokens = named.compactMap(\.settings)
        if Set(named.compactMap(\.digest)).count < named.compactMap(\.digest).count {
            validation.refuse("tokens", "two of the tokens have one digest: it would not be known whose it is")
        }
        let table = validation.table("introspection")
        guard table.isPresent else { return !named.isEmpty }
        if !isUsed { table.relax() }
        let kind: OpaqueTokens = table["kind"] ?? .introspection
        switch kind {
        case .introspection: introspection = IntrospectionSettings(table)
        case .google: tokenInfo = TokenInfoSettings(table)
        }
        return true
    }
}

/// Who is asked about tokens that say nothing themselves.
private enum OpaqueTokens: String, CaseIterable, TOMLReadable {
    /// Introspection.
    case introspection = "rfc7662"
    /// What Google has in its place.
    case google
}

/// Audiences: one, or an array of them.
struct Audiences: TOMLReadable {
    let texts: [String]

    init?(_ entry: TOMLEntry) {
        if entry.isArray {
            guard let texts = [String](entry) else { return nil }
            self.texts = texts
        } else {
            guard let text = entry.string else { return nil }
            texts = [text]
        }
        guard texts.allSatisfy({ !$0.isEmpty }), !texts.isEmpty else {
            entry.refuse("must be an audience, such as 'https://mcp.example.com', or an array of them")
            return nil
        }
    }
}

/// A secret that is long enough to be a key.
struct LongSecret: TOMLReadable {
    let secret: Secret

    init?(_ entry: TOMLEntry) {
        guard let secret = Secret(entry) else { return nil }
        guard secret.revealed.utf8.count >= KeyRing.leastKey else {
            entry.concealed.refuse(
                "must have at least \(KeyRing.leastKey) bytes",
                suggestion: "openssl rand -base64 32 makes one"
            )
            return nil
        }
        self.secret = secret
    }
}

private struct NamedToken: TOMLSection {
    let settings: StaticTokenSettings?
    let digest: String?

    init(_ table: TOMLTable) {
        let name: String = table[required: "name"] ?? ""
        let digest: HexDigest? = table[required: "sha256"]
        let scopes: [Scope] = table["scopes"] ?? []
        self.digest = digest?.text.lowercased()
        settings = digest.flatMap { StaticTokenSettings(name: name, sha256: $0.text, scopes: scopes.map(\.text)) }
    }
}

/// A SHA-256 digest as people write it.
private struct HexDigest: TOMLReadable {
    let text: String

    init?(_ entry: TOMLEntry) {
        guard let text = entry.string else { return nil }
        guard StaticTokenSettings(name: "", sha256: text, scopes: []) != nil else {
            entry.refuse("must be 64 hexadecimal digits", suggestion: "sha256sum makes them of a token")
            return nil
        }
        self.text = text
    }
}

extension IntrospectionSettings: TOMLSection {
    public init(_ table: TOMLTable) {
        self.init(
            table[required: "url"] ?? .placeholder,
            clientID: table[required: "client_id"] ?? "",
            clientSecret: table[required: "client_secret"] ?? Secret(""),
            issuer: table[required: "issuer"] ?? "",
            audiences: (table["audience"] as Audiences?)?.texts ?? []
        )
        cacheSeconds = table.cacheSeconds ?? cacheSeconds
        table.warnOfPlainHTTP(url, at: "url")
        if !table.has("audience") {
            table.warn(
                "audience",
                "without 'audience' tokens for other services of the issuer are good here, unless it knows better",
                suggestion: "write what the 'aud' of its answers must contain"
            )
        }
    }
}

extension TokenInfoSettings: TOMLSection {
    public init(_ table: TOMLTable) {
        self.init(
            table["url"] ?? Self.google,
            issuer: table["issuer"] ?? "https://accounts.google.com",
            audiences: (table[required: "audience"] as Audiences?)?.texts ?? []
        )
        cacheSeconds = table.cacheSeconds ?? cacheSeconds
        table.warnOfPlainHTTP(url, at: "url")
        for key in ["client_id", "client_secret"] where table[key] as Secret? != nil {
            table.refuse(key, "'\(key)' is not shown to Google: whose tokens are good here says audience")
        }
        if url.text.contains("?") || url.text.contains("#") {
            table.refuse("url", "'url' must have no query: the token becomes one")
        }
    }

    private static let google = HTTPURL("https://oauth2.googleapis.com/tokeninfo") ?? .placeholder
}

extension TOMLTable {
    /// How long the answer of an issuer holds.
    fileprivate var cacheSeconds: Int? {
        let time: Duration? = self["cache_time", in: .zero ... .seconds(300)]
        return time.map { Int(clamping: $0.components.seconds) }
    }
}

extension Audiences {
    static var key: KeyDescription {
        .key(
            "audience",
            .either(.string, .list(.string)),
            .said("`resource` of `[oauth_protected_resource]`, else required"),
            "what `aud` must contain, byte for byte",
            example: "https://mcp.example.com"
        )
    }
}

extension LocalJWTSettings {
    static var tokenReferences: [SectionDescription] {
        [
            SectionDescription(
                "middleware.jwt.validation.tokens[]",
                "a token of its own, for a machine that cannot log in",
                [
                    .key("name", .string, .required, "whom the token stands for", example: "nightly-report"),
                    .key(
                        "sha256",
                        .matching("^[0-9A-Fa-f]{64}$"),
                        .required,
                        "the token's digest, 64 hexadecimal digits",
                        example: "${REPORT_TOKEN_SHA256}"
                    ),
                    .key("scopes", .list(Scope.type), [], "what it grants", example: ["tool:user"]),
                ]
            ),
            SectionDescription(
                "middleware.jwt.validation.introspection",
                "who is asked about tokens that say nothing themselves",
                IntrospectionSettings.keys
            ),
        ]
    }
}

extension IntrospectionSettings {
    fileprivate static var keys: [KeyDescription] {
        [
            .key(
                "kind",
                .words(of: OpaqueTokens.self),
                "rfc7662",
                "how is asked about tokens that say nothing themselves: introspection, or what Google has in its place"
            ),
            .key(
                "url",
                .url,
                .said("required; Google's"),
                "whom to ask",
                example: "https://login.example.com/introspect"
            ),
            .key("client_id", .string, .said("required; not for Google"), "as whom", example: "mcp-forge"),
            .key("client_secret", .secret, .said("required; not for Google"), "as whom", example: "${CLIENT_SECRET}"),
            .key(
                "issuer",
                .string,
                .said("required; `\"https://accounts.google.com\"`"),
                "who answers for the tokens; an `iss` in an answer must be it",
                example: "https://login.example.com"
            ),
            .key(
                "audience",
                .either(.string, .list(.string)),
                .said("–; required for Google"),
                "what `aud` must contain; left out, the issuer judges for whom a token is, with a warning. For Google: ids of clients",
                example: "https://mcp.example.com"
            ),
            .key("cache_time", .duration("0s", "5m"), "30s", "how long an answer holds"),
        ]
    }
}
