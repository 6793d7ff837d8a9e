public import JSON

/// `jwt_exposed_claims`: the claims that tools may see.
public enum ExposedClaims: Sendable, Equatable {
    case all
    /// These, and what a tool needs to know about its caller in any case.
    case only([String])

    public func filter(_ claims: JSONObject) -> JSONObject {
        switch self {
        case .all: claims
        case .only(let names):
            JSONObject(claims.members.filter { Self.always.contains($0.key) || names.contains($0.key) })
        }
    }

    private static let always: Set = ["permissions", "roles", "scope", "scp"]
}
