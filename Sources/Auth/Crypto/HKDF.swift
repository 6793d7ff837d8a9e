/// Keys from a key (RFC 5869, with SHA-256 and without salt).
enum HKDF {
    /// 32 bytes that nobody can tell from random ones who does not have `secret`; others for each `label`.
    static func key(from secret: [UInt8], for label: [UInt8]) -> [UInt8] {
        let extracted = HMACCode.of(secret, under: [UInt8](repeating: 0, count: 32), .sha256)
        return HMACCode.of(label + [1], under: extracted, .sha256)
    }
}
