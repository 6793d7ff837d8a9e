internal import HTTP
internal import JSON

/// How claims become an identity.
public struct IdentityRules: Sendable, Equatable {
    /// Claims whose values count as scopes too, such as `realm_access.roles` or `resource_access.my-client.roles`.
    public var roleClaims: [String] = []
    /// What is granted with a scope.
    public var implied = ImpliedScopes()
    /// What tools may see.
    public var exposed = ExposedClaims.all

    public init() {}

    /// - Parameter end: when the token ends; `nil` for what does not end by itself.
    func identity(_ claims: Claims, issuer: String, until end: Int?) throws(TokenError) -> Identity {
        Identity(
            subject: try subject(of: claims),
            issuer: issuer,
            scopes: scopes(of: claims),
            claims: exposed.filter(claims.all),
            payload: claims.all,
            expires: end
        )
    }

    /// `sub`; for a client that acts for itself and has none, its id; LemonLDAP::NG writes `null` for none. No two principals
    /// of an issuer have the same.
    private func subject(of claims: Claims) throws(TokenError) -> String {
        if claims.all["sub"] != .null, let subject = try claims.all.optionalString("sub"), !subject.isEmpty {
            // Where people choose their `sub`, they choose neither a client's nor one that `==` takes for another's.
            let isPlain = !subject.hasPrefix("client:") && !subject.hasPrefix("sub:") && subject.isSurelyComposed
            return isPlain ? subject : "sub:\(FormText.escaped(subject))"
        }
        for name in ["client_id", "azp"] {
            guard let client = try claims.all.optionalString(name), !client.isEmpty else { continue }
            guard client.isSurelyComposed else { throw .malformed }
            return "client:\(client)"
        }
        throw .malformed
    }

    /// The union of all the places where issuers write what was granted. A text that `==` may take for another grants
    /// nothing.
    func scopes(of claims: Claims) -> Set<String> {
        let words = ["permissions", "scope", "scp"].compactMap { claims.all[$0] }
        let granted = (words + roleClaims.compactMap(claims.value)).flatMap(\.words).filter(\.isSurelyComposed)
        return implied.with(Set(granted))
    }
}

extension JSONValue {
    /// The words of a text, or the texts of an array; anything else grants nothing.
    fileprivate var words: [String] {
        switch self {
        case .string(let text): text.split(separator: " ").map(String.init)
        case .array(let items): items.compactMap(\.string).filter { !$0.isEmpty }
        default: []
        }
    }
}
