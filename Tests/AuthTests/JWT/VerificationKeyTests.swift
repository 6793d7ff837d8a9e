import JSON
import Testing

@testable import Auth

@Suite struct VerificationKeyTests {
    private let jwk = TestKey().jwk

    private func key(_ changes: JSONObject) -> VerificationKey? {
        var jwk = jwk
        for change in changes.members { jwk[change.key] = change.value }
        return VerificationKey(jwk)
    }

    @Test func `a key of another use is none of ours`() {
        #expect(key([:])?.algorithms == [.eddsa])
        #expect(key(["use": "sig", "key_ops": ["verify", "wrapKey"], "alg": "EdDSA"]) != nil)
        for change: JSONObject in [
            ["use": "enc"], ["use": 1], ["key_ops": ["sign"]], ["key_ops": "verify"], ["alg": "ES256"],
            ["alg": "RS256"], ["alg": "none"], ["alg": 5], ["kid": 5], ["kty": "okp"], ["crv": "X25519"],
        ] {
            #expect(key(change) == nil, "\(change)")
        }
    }

    @Test func `a key that shows its private half is nobody's any more`() {
        #expect(key(["d": "AAAA"]) == nil)
    }

    @Test func `a secret is not a key that an issuer publishes`() {
        #expect(VerificationKey(["kty": "oct", "k": .string(Base64URL.text([UInt8](repeating: 7, count: 64)))]) == nil)
    }

    @Test func `a secret is at least as long as the digest`() {
        #expect(VerificationKey(secret: [UInt8](repeating: 1, count: 31)).algorithms.isEmpty)
        #expect(VerificationKey(secret: [UInt8](repeating: 1, count: 32)).algorithms == [.hs256])
        #expect(VerificationKey(secret: [UInt8](repeating: 1, count: 64)).algorithms == [.hs256, .hs384, .hs512])
    }

    @Test func `a public key is no secret`() throws {
        // The confusion of algorithms: the public bytes as the secret of an HS256 token.
        let bytes = try #require(jwk["x"]?.string.flatMap(Base64URL.bytes))
        let forged = try JWS(secretToken(["sub": "ana"], bytes, header: #"{"alg":"HS256","kid":"k1"}"#))
        let key = try #require(VerificationKey(jwk))
        #expect(!forged.isSigned(with: key))
        #expect(JWKSet(keys: [key]).key(for: forged) == nil)
    }

    @Test func `a point that is not on its curve is no key`() {
        let one = Base64URL.text([UInt8](repeating: 0, count: 31) + [1])
        #expect(VerificationKey(["kty": "EC", "crv": "P-256", "x": .string(one), "y": .string(one)]) == nil)
        #expect(VerificationKey(["kty": "EC", "crv": "secp256k1", "x": .string(one), "y": .string(one)]) == nil)
        #expect(VerificationKey(["kty": "EC", "crv": "P-256", "x": "AQ", "y": "AQ"]) == nil)
    }

    @Test func `a retired key is no longer current`() throws {
        let key = try #require(VerificationKey(jwk))
        #expect(key.isCurrent)
        key.retire()
        #expect(!key.isCurrent)
    }
}
