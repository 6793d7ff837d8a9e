/// What OpenSSL wants in ASN.1 and JOSE writes plainly.
enum DER {
    /// An ECDSA signature of two numbers of the same size as `SEQUENCE { r INTEGER, s INTEGER }` (RFC 3279 §2.2.3).
    static func signature(_ bytes: [UInt8]) -> [UInt8] {
        let numbers = integer(bytes.prefix(bytes.count / 2)) + integer(bytes.suffix(bytes.count / 2))
        return [0x30] + (numbers.count < 128 ? [] : [0x81]) + [UInt8(truncatingIfNeeded: numbers.count)] + numbers
    }

    /// In the fewest bytes, with a zero in front of a set first bit. A coordinate has at most 66.
    private static func integer(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var digits = Array(bytes.drop { $0 == 0 })
        if digits.first.map({ $0 >= 128 }) ?? true { digits.insert(0, at: 0) }
        return [0x02, UInt8(truncatingIfNeeded: digits.count)] + digits
    }
}
