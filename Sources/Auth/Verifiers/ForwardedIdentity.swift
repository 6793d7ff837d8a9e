internal import HTTP
internal import JSON

/// What a proxy says of a caller whose token it has verified: the claims as JSON, the same in base64url, or the token.
struct ForwardedIdentity: Sendable {
    let identities: IdentityRules

    /// - Parameter now: seconds since 1970. A proxy that hands on claims past their end is not believed.
    func identity(in field: ArraySlice<UInt8>, at now: Int) throws(TokenError) -> Identity {
        let claims = try Self.claims(in: field)
        let end = try claims.date("exp", rounded: .down)
        if let end, now >= end.adding(ClaimRules().leeway) { throw .expired }
        return try identities.identity(claims, issuer: try claims.issuer() ?? "", until: end)
    }

    /// A brace begins JSON, and dots stand in tokens alone.
    private static func claims(in field: ArraySlice<UInt8>) throws(TokenError) -> Claims {
        guard field.count <= JWS.sizeLimit else { throw .malformed }
        if field.first == UInt8(ascii: "{") { return try Claims(Array(field)) }
        let parts = field.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 1 || parts.count == 3 else { throw .malformed }
        let text = parts[parts.count / 2]
        // Envoy and Istio can pad; nobody else does.
        let digits = text.prefix { $0 != UInt8(ascii: "=") }
        guard text.count - digits.count <= 2, text[digits.endIndex...].allSatisfy({ $0 == UInt8(ascii: "=") }),
            let bytes = Base64URL.bytes(of: Array(digits).span)
        else { throw .malformed }
        return try Claims(bytes)
    }
}
