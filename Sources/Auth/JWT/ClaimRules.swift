internal import JSON

/// What the claims of an access token must be, whoever issued it.
public struct ClaimRules: Sendable, Equatable {
    /// By how many seconds the clocks of issuer and server may differ.
    public var leeway = 60
    /// Whether `typ` must be `at+jwt` (RFC 9068 §2.1).
    public var requiresAccessTokenType = false

    public init() {}

    /// Refuses what is no access token at all: tokens of OpenID Connect for clients, and tokens that only the holder of
    /// a key may use.
    func requireAccessToken(_ claims: Claims, type: String?) throws(TokenError) {
        guard hasAccessTokenType(type), claims.all["nonce"] == nil, claims.all["at_hash"] == nil,
            claims.all["c_hash"] == nil, claims.all["events"] == nil
        else { throw .notAnAccessToken }
        // Keycloak writes down what it issues: "Bearer", "ID", "Refresh", "Offline", "Logout".
        if let kind = claims.all["typ"], kind.string?.lowercased() != "bearer", kind.string?.lowercased() != "jwt" {
            throw .notAnAccessToken
        }
        guard claims.all["cnf"] == nil else { throw .boundToKey }
    }

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
        for name in ["nbf", "iat"] {
            if let start = try claims.date(name, rounded: .up), start.adding(-leeway) > now { throw .notYetValid }
        }
        return end
    }

    /// One of `audiences`, byte for byte.
    func requireAudience(_ claims: Claims, in audiences: [String]) throws(TokenError) {
        let own = try claims.audiences()
        guard own.contains(where: { name in audiences.contains { $0.utf8.elementsEqual(name.utf8) } }) else {
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
