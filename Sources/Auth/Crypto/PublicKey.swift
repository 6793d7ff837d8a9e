internal import COpenSSL
private import Synchronization

/// A public key of OpenSSL. It is made once and verifies from any thread.
@safe final class PublicKey: @unchecked Sendable {
    enum Curve: String, Sendable, CaseIterable {
        case p256 = "P-256"
        case p384 = "P-384"
        case p521 = "P-521"

        /// Bytes of a coordinate.
        var size: Int { self == .p256 ? 32 : self == .p384 ? 48 : 66 }
    }
    enum Edwards: String, Sendable, CaseIterable {
        case ed25519 = "Ed25519"
        case ed448 = "Ed448"

        /// Bytes of a key; a signature has twice as many.
        var size: Int { self == .ed25519 ? 32 : 57 }
    }
    /// How a signature stands in its bytes.
    enum Scheme: Sendable, Equatable {
        /// RSASSA-PKCS1-v1_5 (RFC 8017 §8.2).
        case pkcs1(SHA2)
        /// RSASSA-PSS with a salt as long as the digest (RFC 8017 §8.1).
        case pss(SHA2)
        /// Two numbers of the curve's size, one after the other (RFC 7518 §3.4).
        case ecdsa(SHA2, Curve)
        /// RFC 8032.
        case eddsa(Edwards)
    }

    private let pointer: OpaquePointer
    private let idle = Mutex<[Verifier]>([])
    /// Contexts that are kept for the next signatures.
    private let idleLimit: Int
    static let idleLimit = 16

    /// A modulus and an exponent, big-endian; `nil` for what is no RSA key.
    init?(modulus: [UInt8], exponent: [UInt8], keeping limit: Int = idleLimit) {
        let (n, e) = (Int32(clamping: modulus.count), Int32(clamping: exponent.count))
        guard let pointer = unsafe copenssl_rsa(modulus, n, exponent, e) else { return nil }
        unsafe self.pointer = pointer
        idleLimit = limit
    }

    /// `nil` for coordinates of another length, or of a point that is not on the curve.
    init?(_ curve: Curve, x: [UInt8], y: [UInt8]) {
        let point = [4] + x + y
        guard x.count == curve.size, y.count == curve.size,
            let pointer = unsafe copenssl_ec(curve.rawValue, point, point.count)
        else { return nil }
        unsafe self.pointer = pointer
        idleLimit = Self.idleLimit
    }

    init?(_ curve: Edwards, _ bytes: [UInt8]) {
        guard bytes.count == curve.size,
            let pointer = unsafe copenssl_edwards(curve.rawValue, bytes, bytes.count)
        else { return nil }
        unsafe self.pointer = pointer
        idleLimit = Self.idleLimit
    }

    deinit { unsafe EVP_PKEY_free(pointer) }

    /// Contexts that wait for a signature.
    var idleCount: Int { idle.withLock(\.count) }

    /// Whether the holder of the private key signed `message`.
    func verifies(_ signature: [UInt8], of message: borrowing Span<UInt8>, by scheme: Scheme) -> Bool {
        switch scheme {
        case .pkcs1(let digest): verifies(signature, digest.digest(of: message), scheme, RSA_PKCS1_PADDING)
        case .pss(let digest): verifies(signature, digest.digest(of: message), scheme, RSA_PKCS1_PSS_PADDING)
        case .ecdsa(let digest, let curve):
            signature.count == 2 * curve.size
                && verifies(DER.signature(signature), digest.digest(of: message), scheme, 0)
        case .eddsa(let curve):
            signature.count == 2 * curve.size && verifies(signature, whole: message)
        }
    }

    private func verifies(_ signature: [UInt8], whole message: borrowing Span<UInt8>) -> Bool {
        unsafe message.withUnsafeBufferPointer { text in
            unsafe copenssl_verify_message(pointer, signature, signature.count, text.baseAddress, text.count) == 1
        }
    }

    private func verifies(_ signature: [UInt8], _ digest: [UInt8], _ scheme: Scheme, _ padding: Int32) -> Bool {
        guard let verifier = unsafe idleVerifier(for: scheme) ?? Verifier(pointer, scheme, digest.count, padding) else {
            return false
        }
        defer { keep(verifier) }
        return unsafe EVP_PKEY_verify(verifier.pointer, signature, signature.count, digest, digest.count) == 1
    }

    private func idleVerifier(for scheme: Scheme) -> Verifier? {
        idle.withLock { idle in idle.lastIndex { $0.scheme == scheme }.map { idle.remove(at: $0) } }
    }

    /// The one that waits longest makes room: a stranger chooses among the schemes of a key.
    private func keep(_ verifier: Verifier) {
        idle.withLock { idle in
            if idle.count == idleLimit { idle.removeFirst() }
            idle.append(verifier)
        }
    }
}

/// A context of the library for one key and scheme, which one thread uses at a time.
@safe private final class Verifier: @unchecked Sendable {
    let scheme: PublicKey.Scheme
    let pointer: OpaquePointer

    init?(_ key: OpaquePointer, _ scheme: PublicKey.Scheme, _ digestCount: Int, _ padding: Int32) {
        guard let pointer = unsafe copenssl_verifier(key, Int32(clamping: digestCount), padding) else { return nil }
        self.scheme = scheme
        unsafe self.pointer = pointer
    }

    deinit { unsafe EVP_PKEY_CTX_free(pointer) }
}
