/// An RSA key that is fit to verify: 2048 to 8192 bits, an odd exponent of 3 to 2³², and none of the keys that can be
/// factored by their form.
struct RSAKey {
    let key: PublicKey

    /// Big-endian numbers; zeros in front are none of their digits.
    init?(modulus: [UInt8], exponent: [UInt8]) {
        let n = Array(modulus.drop { $0 == 0 })
        let e = Array(exponent.drop { $0 == 0 })
        guard Self.sizes.contains(n.bitCount), (1...4).contains(e.count), let last = e.last, last & 1 == 1, e != [1],
            !Self.isROCA(n), let key = PublicKey(modulus: n, exponent: e)
        else { return nil }
        self.key = key
    }

    /// Bits of a modulus: RFC 7518 §3.3 asks for 2048, and larger ones cost a server more than they are worth.
    private static let sizes = 2048...8192

    /// Whether a modulus comes from the library of CVE-2017-15361, whose primes are powers of 65537 modulo small
    /// primes. Of other moduli, one in a hundred million looks so too.
    static func isROCA(_ modulus: [UInt8]) -> Bool {
        smallPrimes.allSatisfy { prime in
            let rest = modulus.reduce(0) { ($0 << 8 | Int($1)) % prime }
            var power = 1
            repeat {
                if power == rest { return true }
                power = power * 65537 % prime
            } while power != 1
            return false
        }
    }

    private static let smallPrimes = [
        3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101, 103, 107, 109,
        113, 127, 131, 137, 139, 149, 151, 157, 163, 167,
    ]
}

extension [UInt8] {
    fileprivate var bitCount: Int { first.map { count * 8 - $0.leadingZeroBitCount } ?? 0 }
}
