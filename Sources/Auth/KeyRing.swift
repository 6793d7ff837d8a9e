public import HTTP
public import Telemetry
private import Synchronization

/// Seals with the first of its keys and opens with all of them: AES-256-GCM under a key of its own for each purpose.
///
/// A sealed text is, in base64url: a version, the key's identifier (4 bytes), a random nonce, the sealed bytes and their
/// tag. The version, the identifier and the purpose are authenticated. Nonces are random, so a key is good for four
/// billion texts (NIST SP 800-38D §8.3).
///
/// Nothing of OpenSSL runs before the first text is sealed or opened: a server that seals nothing starts without it.
public final class KeyRing: Sealer {
    /// Fewest bytes of a key.
    public static let leastKey = 32
    /// The longest text that is opened, bytes. What is sealed may have three quarters of that.
    public static let textLimit = 1 << 20

    private let secrets: [Secret]
    private let cipher = AESGCM()
    private let derived = Mutex<[String: [PurposeKey]]>([:])

    /// Keys with at least `leastKey` bytes of UTF-8, which are used as they stand: base64 is not decoded.
    /// Without any, this ring has a random key that only this process knows.
    public init(_ keys: [Secret] = []) {
        secrets = keys.isEmpty ? [Secret(Base64URL.text(SecureRandom.bytes(32)))] : keys
    }

    public func seal(_ bytes: [UInt8], for purpose: String) -> String {
        guard let key = keys(for: purpose).first else { return "" }
        let nonce = SecureRandom.bytes(AESGCM.nonceCount)
        let sealed = cipher.seal(bytes, with: key.bytes, nonce: nonce, boundTo: key.bound)
        return Base64URL.text(key.head + nonce + sealed)
    }

    public func open(_ text: String, for purpose: String) -> [UInt8]? {
        guard text.utf8.count <= Self.textLimit, let bytes = Base64URL.bytes(text), bytes.count >= Self.least else {
            return nil
        }
        let head = bytes.prefix(PurposeKey.headCount)
        let nonce = Array(bytes[PurposeKey.headCount..<Self.overhead])
        let sealed = Array(bytes[Self.overhead...])
        // Identifiers are public, so comparing them in the usual way tells nothing.
        for key in keys(for: purpose) where head.elementsEqual(key.head) {
            if let plain = cipher.open(sealed, with: key.bytes, nonce: nonce, boundTo: key.bound) { return plain }
        }
        return nil
    }

    private func keys(for purpose: String) -> [PurposeKey] {
        if let keys = derived.withLock({ $0[purpose] }) { return keys }
        let keys = secrets.map { PurposeKey(Array($0.revealed.utf8), purpose) }
        derived.withLock { if $0.count < Self.purposeLimit { $0[purpose] = keys } }
        return keys
    }

    private static let overhead = PurposeKey.headCount + AESGCM.nonceCount
    private static let least = overhead + AESGCM.tagCount
    /// Purposes whose keys are kept.
    private static let purposeLimit = 64
}

/// What one key of a ring becomes for one purpose.
private struct PurposeKey: Sendable {
    static let headCount = 5

    let bytes: [UInt8]
    /// The version and the key's identifier.
    let head: [UInt8]
    /// What is authenticated beside the sealed bytes.
    let bound: [UInt8]

    init(_ secret: [UInt8], _ purpose: String) {
        let purpose = Array(purpose.utf8)
        bytes = HKDF.key(from: secret, for: Array("mcp-forge seal 1 ".utf8) + purpose)
        head = [Self.version] + HKDF.key(from: secret, for: Array("mcp-forge key id".utf8)).prefix(4)
        bound = head + purpose
    }

    private static let version: UInt8 = 1
}
