internal import COpenSSL

/// Comparisons whose time says nothing about what was compared.
public enum ConstantTime {
    /// Only the lengths may be learnt.
    public static func equal(_ lhs: [UInt8], _ rhs: [UInt8]) -> Bool {
        lhs.count == rhs.count && (unsafe CRYPTO_memcmp(lhs, rhs, lhs.count) == 0)
    }
}
