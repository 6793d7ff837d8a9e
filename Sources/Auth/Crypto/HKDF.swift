internal import COpenSSL

/// Keys from a key (RFC 5869, with SHA-256 and without salt).
enum HKDF {
    /// 32 bytes that nobody can tell from random ones who does not have `secret`; others for each `label`.
    static func key(from secret: [UInt8], for label: [UInt8]) -> [UInt8] {
        let extracted = hmac(secret, under: [UInt8](repeating: 0, count: 32))
        return hmac(label + [1], under: extracted)
    }

    private static func hmac(_ message: [UInt8], under key: [UInt8]) -> [UInt8] {
        var code = [UInt8](repeating: 0, count: 32)
        let keyCount = Int32(clamping: key.count)
        let isDone = unsafe HMAC(EVP_sha256(), key, keyCount, message, message.count, &code, nil) != nil
        precondition(isDone, "HMAC-SHA-256 is not available")
        return code
    }
}
