internal import JSON

/// What the claims of an access token must be, whoever issued it.
public struct ClaimRules: Sendable, Equatable {
    /// By how many seconds the clocks of issuer and server may differ.
    public var leeway = 60
    /// Whether `typ` must be `at+jwt` (RFC 9068 §2.1).
    public var requiresAccessTokenType = false

    public init() {}

    /// Refuses a JWT that is no access token: see the claims; and `type` is that of its header.
    func requireAccessToken(_ claims: Claims, type: String?) throws(TokenError) {
        guard hasAccessTokenType(type) else { throw .notAnAccessToken }
        try requireAccessToken(claims)
    }

    /// Refuses what is no access token by its claims, or by what its issuer says of it: tokens of OpenID Connect for
    /// clients, refresh tokens, and tokens that only the holder of a key may use.
    func requireAccessToken(_ claims: Claims) throws(TokenError) {
        for name in ["nonce", "at_hash", "c_hash", "events"] where claims.all[name] != nil { throw .notAnAccessToken }
        for (name, kinds) in Self.kinds {
            guard let kind = claims.all[name] else { continue }
            guard let text = kind.string?.lowercased(), kinds.contains(text) else { throw .notAnAccessToken }
        }
        guard claims.all["cnf"] == nil else { throw .boundToKey }
    }

    /// Where issuers write down what they issue, and what they call an access token, in lower case. Keycloak: "Bearer",
    /// "ID", "Refresh", "Offline", "Logout"; Cognito and Hydra: "access", "id", "access_token", "refresh_token";
    /// introspection (RFC 7662 §2.2): "Bearer", "DPoP".
    private static let kinds = [
        ("typ", ["bearer", "jwt"]), ("token_use", ["access", "access_token"]),
        ("token_type", ["bearer", "access_token"]),
    ]

    private func hasAccessTokenType(_ type: String?) -> Bool {
        switch type?.lowercased() {
        case "at+jwt", "application/at+jwt": true
        case nil, "jwt", "application/jwt": !requiresAccessTokenType
        default: false
        }
    }

    /// - Parameter now: seconds since 1970.
    /// - Returns: when the token ends.
    func requireTime(_ claims: Claims, at now: Int) throws(TokenError) -> Int {
        guard let end = try claims.date("exp", rounded: .down) else { throw .malformed }
        guard now < end.adding(leeway) else { throw .expired }
        try requireBegin(claims, at: now)
        return end
    }

    /// - Parameter now: seconds since 1970.
    func requireBegin(_ claims: Claims, at now: Int) throws(TokenError) {
        for name in ["nbf", "iat"] {
            if let start = try claims.date(name, rounded: .up), start.adding(-leeway) > now { throw .notYetValid }
        }
    }

    /// One of `audiences`, byte for byte.
    func requireAudience(_ claims: Claims, in audiences: [String]) throws(TokenError) {
        let own = try claims.audiences()
        guard own.contains(where: { name in audiences.contains { $0.isExactly(name) } }) else {
            throw .wrongAudience
        }
    }
}

extension Int {
    /// The nearest that there is.
    func adding(_ other: Int) -> Int {
        let (sum, overflows) = addingReportingOverflow(other)
        return overflows ? (other > 0 ? .max : .min) : sum
    }
}
