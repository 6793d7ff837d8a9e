internal import COpenSSL

/// Message authentication codes (RFC 2104).
enum HMACCode {
    static func of(_ message: [UInt8], under key: [UInt8], _ digest: SHA2) -> [UInt8] {
        var code = [UInt8](repeating: 0, count: digest.rawValue)
        let keyCount = Int32(clamping: key.count)
        let isDone = unsafe HMAC(digest.openSSL, key, keyCount, message, message.count, &code, nil) != nil
        precondition(isDone, "HMAC with SHA-2 is not available")
        return code
    }
}
