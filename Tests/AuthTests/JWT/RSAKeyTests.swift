import Testing

@testable import Auth

@Suite struct RSAKeyTests {
    /// An odd number of so many bits; nobody checks here whether it has two prime factors.
    private func modulus(bits: Int) -> [UInt8] {
        var bytes = (0..<(bits + 7) / 8).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ 11) | 1 }
        bytes[0] = 1 << UInt8((bits - 1) % 8)
        return bytes
    }

    @Test func `short and enormous keys are refused`() {
        for bits in [0, 512, 1024, 2047, 8193, 16384] where bits > 0 {
            #expect(RSAKey(modulus: modulus(bits: bits), exponent: [1, 0, 1]) == nil)
        }
        #expect(RSAKey(modulus: [], exponent: [1, 0, 1]) == nil)
    }

    @Test func `exponents of one, even ones and enormous ones are refused`() {
        for exponent: [UInt8] in [[], [0], [1], [2], [1, 0, 0], [1, 0, 0, 0, 1]] {
            #expect(RSAKey(modulus: modulus(bits: 2048), exponent: exponent) == nil)
        }
    }

    @Test func `moduli of the weak library are known by their form`() {
        // 65537 to some power, which is what the residues of such a modulus look like.
        var power: [UInt8] = [1, 0, 1]
        for _ in 0..<3 { power = product(power, power) }
        #expect(RSAKey.isROCA(power))
        #expect(!RSAKey.isROCA(modulus(bits: 2048)))
    }

    private func product(_ lhs: [UInt8], _ rhs: [UInt8]) -> [UInt8] {
        var result = [Int](repeating: 0, count: lhs.count + rhs.count)
        for (i, a) in lhs.reversed().enumerated() {
            for (j, b) in rhs.reversed().enumerated() { result[i + j] += Int(a) * Int(b) }
        }
        var carry = 0
        let digits = result.map { digit -> UInt8 in
            let sum = digit + carry
            carry = sum >> 8
            return UInt8(sum & 255)
        }
        return digits.reversed()
    }
}
