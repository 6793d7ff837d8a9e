internal import HTTP
internal import JSON

/// Tokens that the configuration names. Only their digests are known here.
struct StaticTokens: Sendable {
    private let identities: [Fingerprint: Identity]

    /// Of two with the same digest the first counts.
    init(_ tokens: [StaticTokenSettings]) {
        let pairs = tokens.map { ($0.digest, $0.identity) }
        identities = Dictionary(pairs) { first, _ in first }
    }

    /// Comparing takes the same time wherever digests differ; and a digest tells nothing about a token of full length.
    func identity(provenBy token: BearerToken) -> Identity? { identities[token.fingerprint] }
}

/// `[[middleware.jwt.validation.tokens]]`: a token of its own, for a machine that cannot log in.
public struct StaticTokenSettings: Sendable, Equatable {
    /// Whom it stands for.
    public let name: String
    public let scopes: [String]
    /// Who vouches for such tokens, as an issuer does for its own.
    public static let issuer = "static"
    let digest: Fingerprint

    /// `nil` when `sha256` is not 64 hexadecimal digits.
    public init?(name: String, sha256: String, scopes: [String]) {
        let digits = sha256.utf8.map { Character(Unicode.Scalar($0)).hexDigitValue }
        let values = digits.compactMap(\.self)
        guard values.count == 64, digits.count == 64 else { return nil }
        let bytes = stride(from: 0, to: 64, by: 2).map { UInt8(truncatingIfNeeded: values[$0] << 4 | values[$0 + 1]) }
        guard let digest = Fingerprint(digest: bytes) else { return nil }
        self.name = name
        self.scopes = scopes
        self.digest = digest
    }

    fileprivate var identity: Identity {
        let claims: JSONObject = ["sub": .string(name), "scope": .string(scopes.joined(separator: " "))]
        return Identity(subject: name, issuer: Self.issuer, scopes: Set(scopes), claims: claims)
    }
}
