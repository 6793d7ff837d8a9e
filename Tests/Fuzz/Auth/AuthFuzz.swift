#if canImport(JSON)
    import JSON
#endif

/// Whatever a token and the keys of an issuer are: no trap, no key that no algorithm fits, and a token that was read is
/// within its limits. Behind a zero byte stands the document of keys.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzAuth(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = unsafe [UInt8](UnsafeBufferPointer(start: start, count: count))
    let parts = input.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false).map { [UInt8]($0) }
    let keys = parts.last.flatMap { JSONObject(untrusted: $0) }.flatMap { JWKSet($0) }
    for key in keys?.keys ?? [] { precondition(!key.algorithms.isEmpty, "a key for nothing") }
    guard let text = parts.first, let token = try? JWS(text) else { return 0 }
    precondition(text.count <= JWS.sizeLimit, "an enormous token")
    if let keys, case .key(let key) = keys.match(for: token) {
        precondition(key.algorithms.contains(token.algorithm), "a key that signs otherwise")
        _ = token.isSigned(with: key)
    }
    guard let claims = try? Claims(token.payload) else { return 0 }
    _ = try? claims.audiences()
    _ = try? claims.date("exp", rounded: .down)
    _ = IdentityRules().scopes(of: claims)
    return 0
}
