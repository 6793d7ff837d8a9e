internal import HTTP

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

    /// The issuer that a token names decides which keys may have signed it, and for whom it may be.
    func verify(_ shown: BearerToken) async throws(TokenError) -> VerifiedToken {
        let token = try JWS(shown.bytes)
        let claims = try Claims(token.payload)
        let issuer = try issuer(of: claims)
        let issued = try claims.date("iat", rounded: .down)
        let key = try await issuer.keys.key(for: token, issued: issued, from: shown.sender)
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
            let issuer = issuers.first(where: { $0.name.utf8.elementsEqual(name.utf8) })
        else { throw .wrongIssuer }
        return issuer
    }
}

extension LocalVerifier.Issuer.Keys {
    fileprivate func key(
        for token: JWS,
        issued: Int?,
        from sender: LimitKey
    ) async throws(TokenError) -> VerificationKey {
        switch self {
        case .published(let set): return try await set.key(for: token, issued: issued, from: sender)
        case .shared(let key):
            guard key.algorithms.contains(token.algorithm) else { throw .unsupportedAlgorithm }
            return key
        }
    }
}
