/// All the ways in which a token can be found good, each for its kind of token.
struct TokenVerifiers: TokenVerifier {
    let tokens: StaticTokens
    let local: LocalVerifier?
    /// Asks about tokens that say nothing themselves.
    let opaque: (any TokenVerifier)?

    func verifyAtOnce(_ token: BearerToken) throws(TokenError) -> VerifiedToken? {
        if let identity = tokens.identity(provenBy: token) { return VerifiedToken(identity, goodUntil: .max) }
        if let local = verifierOfSigned(token) { return try local.verifyAtOnce(token) }
        guard let opaque else { throw .inactive }
        return try opaque.verifyAtOnce(token)
    }

    func verify(_ token: BearerToken) async throws(TokenError) -> VerifiedToken {
        if let identity = tokens.identity(provenBy: token) { return VerifiedToken(identity, goodUntil: .max) }
        if let local = verifierOfSigned(token) { return try await local.verify(token) }
        guard let opaque else { throw .inactive }
        return try await opaque.verify(token)
    }

    private func verifierOfSigned(_ token: BearerToken) -> LocalVerifier? {
        opaque == nil || token.looksSigned ? local : nil
    }
}

extension BearerToken {
    /// Whether it is three parts, as signed tokens are, of which the first may be an object: `{` and `"` or a blank begin
    /// with an `e` in base64. Google's opaque tokens may have dots too.
    fileprivate var looksSigned: Bool {
        bytes.first == UInt8(ascii: "e") && bytes.count { $0 == UInt8(ascii: ".") } == 2
    }
}
