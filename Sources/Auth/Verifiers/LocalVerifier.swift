internal import JSON

/// Verifies tokens by itself, with the keys of the issuers it trusts.
struct LocalVerifier: Sendable {
    /// Who may issue tokens, and for whom.
    struct Issuer: Sendable {
        enum Keys: Sendable {
            case published(KeySet)
            case shared(VerificationKey)
        }
        let name: String
        let audiences: [String]
        let keys: Keys
    }

    let issuers: [Issuer]
    let rules: ClaimRules
    let identities: IdentityRules
    let time: Time
    /// How long a verified token may be remembered, seconds.
    let remembering: Int

    func verify(_ shown: BearerToken) async throws(TokenError) -> VerifiedToken {
        let statement = try statement(in: shown)
        let key: VerificationKey
        switch statement.issuer.keys {
        case .published(let set):
            key = try await set.key(for: statement.token, issued: statement.issued, from: shown.sender)
        case .shared(let secret): key = secret
        }
        return try verified(statement, by: key)
    }

    /// `nil` when the key is not at hand.
    func verifyAtOnce(_ shown: BearerToken) throws(TokenError) -> VerifiedToken? {
        let statement = try statement(in: shown)
        switch statement.issuer.keys {
        case .published(let set):
            guard let key = set.keyAtHand(for: statement.token) else { return nil }
            return try verified(statement, by: key)
        case .shared(let secret): return try verified(statement, by: secret)
        }
    }

    /// What a token says, which nobody has signed yet.
    private struct Statement {
        let token: JWS
        let claims: Claims
        let issuer: Issuer
        /// Seconds since 1970.
        let issued: Int?
    }

    /// The issuer that a token names decides which keys may have signed it, and for whom it may be.
    private func statement(in shown: BearerToken) throws(TokenError) -> Statement {
        let token = try JWS(shown.bytes)
        let claims = try Claims(token.payload)
        let issuer = try issuer(of: claims)
        return Statement(token: token, claims: claims, issuer: issuer, issued: try claims.date("iat", rounded: .down))
    }

    private func verified(_ statement: Statement, by key: VerificationKey) throws(TokenError) -> VerifiedToken {
        let (token, claims, issuer) = (statement.token, statement.claims, statement.issuer)
        guard key.algorithms.contains(token.algorithm) else { throw .unsupportedAlgorithm }
        guard token.isSigned(with: key) else { throw .badSignature }
        let now = time.now()
        try rules.requireAccessToken(claims, type: token.type)
        let end = try rules.requireTime(claims, at: now)
        try rules.requireAudience(claims, in: issuer.audiences)
        let identity = try identities.identity(claims, issuer: issuer.name, until: end)
        return VerifiedToken(identity, goodUntil: min(end, now.adding(remembering)), by: key)
    }

    private func issuer(of claims: Claims) throws(TokenError) -> Issuer {
        guard let name = try claims.issuer(),
            let issuer = issuers.first(where: { $0.name.isExactly(name) })
        else { throw .wrongIssuer }
        return issuer
    }
}
