internal import JSON
private import Synchronization

/// One key of an issuer, and how it verifies. The key decides the algorithm; a token only says which of the key's it
/// used.
final class VerificationKey: Sendable {
    private enum Material: Sendable {
        case secret([UInt8])
        case rsa(PublicKey)
        case curve(PublicKey, PublicKey.Curve)
        case edwards(PublicKey, PublicKey.Edwards)
    }

    let id: String?
    let algorithms: [JWSAlgorithm]
    /// As it was published; `nil` for a secret.
    let jwk: JSONObject?
    private let material: Material
    private let retired = Atomic(false)

    /// A public key as an issuer publishes it (RFC 7517 §4). `nil` for a key that is not there to verify, is weak, is
    /// of an unknown kind, or shows its private half. Secrets are none of these: they come from the configuration.
    init?(_ jwk: JSONObject) {
        guard jwk["d"] == nil, jwk.isForVerification, let (material, all) = Self.material(of: jwk) else { return nil }
        switch jwk["alg"] {
        case nil: algorithms = all
        case .string(let name)?:
            guard let algorithm = JWSAlgorithm(rawValue: name), all.contains(algorithm) else { return nil }
            algorithms = [algorithm]
        default: return nil
        }
        switch jwk["kid"] {
        case nil: id = nil
        case .string(let id)?: self.id = id
        default: return nil
        }
        self.material = material
        self.jwk = jwk
    }

    /// A secret that issuer and server share, for the algorithms whose digests are no longer than it (RFC 7518 §3.2).
    init(secret: [UInt8], id: String? = nil) {
        self.id = id
        jwk = nil
        material = .secret(secret)
        algorithms = JWSAlgorithm.of(.secret).filter { $0.digest.map { $0.rawValue <= secret.count } ?? false }
    }

    /// Whether it is still a key of its issuer.
    var isCurrent: Bool { !retired.load(ordering: .relaxed) }
    /// From now on it vouches for nothing, tokens that it has verified included.
    func retire() { retired.store(true, ordering: .relaxed) }

    func verifies(_ signature: [UInt8], of message: borrowing Span<UInt8>, by algorithm: JWSAlgorithm) -> Bool {
        guard algorithms.contains(algorithm) else { return false }
        switch (material, algorithm.digest) {
        case (.secret(let secret), let digest?):
            let code = HMACCode.of(message.copied, under: secret, digest)
            return ConstantTime.equal(code, signature)
        case (.rsa(let key), let digest?):
            let isPSS = algorithm.rawValue.hasPrefix("PS")
            return key.verifies(signature, of: message, by: isPSS ? .pss(digest) : .pkcs1(digest))
        case (.curve(let key, let curve), let digest?):
            return key.verifies(signature, of: message, by: .ecdsa(digest, curve))
        case (.edwards(let key, let curve), nil):
            return key.verifies(signature, of: message, by: .eddsa(curve))
        default: return false
        }
    }

    private static func material(of jwk: JSONObject) -> (Material, [JWSAlgorithm])? {
        switch jwk["kty"]?.string {
        case "RSA":
            guard let n = jwk.bytes("n"), let e = jwk.bytes("e"), let key = RSAKey(modulus: n, exponent: e)?.key else {
                return nil
            }
            return (.rsa(key), JWSAlgorithm.of(.rsa))
        case "EC":
            guard let name = jwk["crv"]?.string, let curve = PublicKey.Curve(rawValue: name),
                let x = jwk.bytes("x"), let y = jwk.bytes("y"), let key = PublicKey(curve, x: x, y: y)
            else { return nil }
            return (.curve(key, curve), [curve.algorithm])
        case "OKP":
            guard let name = jwk["crv"]?.string, let curve = PublicKey.Edwards(rawValue: name),
                let x = jwk.bytes("x"), let key = PublicKey(curve, x)
            else { return nil }
            return (.edwards(key, curve), [.eddsa])
        default: return nil
        }
    }
}

extension PublicKey.Curve {
    /// A curve has one algorithm (RFC 7518 §3.4).
    fileprivate var algorithm: JWSAlgorithm {
        switch self {
        case .p256: .es256
        case .p384: .es384
        case .p521: .es512
        }
    }
}

extension JSONObject {
    /// RFC 7517 §4.2, §4.3.
    fileprivate var isForVerification: Bool {
        if let use = self["use"], use.string != "sig" { return false }
        guard let operations = self["key_ops"] else { return true }
        return operations.array?.contains { $0.string == "verify" } ?? false
    }

    fileprivate func bytes(_ name: String) -> [UInt8]? { self[name]?.string.flatMap(Base64URL.bytes) }
}

extension Span<UInt8> {
    var copied: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count)
        for index in indices { bytes.append(self[index]) }
        return bytes
    }
}
