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
        let table = validation.table("introspection")
        guard table.isPresent else { return !named.isEmpty }
        if !isUsed { table.relax() }
        introspection = IntrospectionSettings(table)
        return true
    }
}

/// Audiences: one, or an array of them.
struct Audiences: TOMLReadable {
    let texts: [String]

    init?(_ entry: TOMLEntry) {
        if case .array = entry.value {
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

    init(_ table: TOMLTable) {
        let name: String = table[required: "name"] ?? ""
        let digest: HexDigest? = table[required: "sha256"]
        let scopes: [Scope] = table["scopes"] ?? []
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
        let time: Duration? = table["cache_time", in: .zero ... .seconds(300)]
        cacheSeconds = time.map { Int(clamping: $0.components.seconds) } ?? cacheSeconds
    }
}
