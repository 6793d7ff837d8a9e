/// All the ways in which a token can be found good, each for its kind of token.
struct TokenVerifiers: TokenVerifier {
    let tokens: StaticTokens
    let local: LocalVerifier?
    let introspection: Introspection?

    func verify(_ token: BearerToken) async throws(TokenError) -> VerifiedToken {
        if let identity = tokens.identity(provenBy: token) { return VerifiedToken(identity, goodUntil: .max) }
        if let local, token.looksSigned || introspection == nil { return try await local.verify(token) }
        guard let introspection else { throw .inactive }
        return try await introspection.verify(token)
    }
}

extension BearerToken {
    /// Whether it is three parts, as signed tokens are.
    fileprivate var looksSigned: Bool { bytes.count { $0 == UInt8(ascii: ".") } == 2 }
}
