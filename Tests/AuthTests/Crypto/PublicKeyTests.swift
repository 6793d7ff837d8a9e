import JSON
import Testing

@testable import Auth

@Suite struct PublicKeyTests {
    @Test func `Ed448 signatures are verified too`() throws {
        // RFC 8032 §7.4, one octet.
        let key = try #require(
            PublicKey(
                .ed448,
                bytes(
                    """
                    43ba28f430cdff456ae531545f7ecd0ac834a55d9358c0372bfa0c6c6798c0866aea01eb00742802b8438ea4cb82169c235160627b4c3a94\
                    80
                    """
                )
            )
        )
        let signature = bytes(
            """
            26b8f91727bd62897af15e41eb43c377efb9c610d48f2335cb0bd0087810f4352541b143c4b981b7e18f62de8ccdf633fc1bf037ab7cd779\
            805e0dbcc0aae1cbcee1afb2e027df36bc04dcecbf154336c19f0af7e0a6472905e799f1953d2a0ff3348ab21aa4adafd1d234441cf807c0\
            3a00
            """
        )
        let verifies = { key.verifies($0, of: ($1 as [UInt8]).span, by: .eddsa(.ed448)) }
        #expect(verifies(signature, [0x03]))
        #expect(!verifies(signature, [0x04]))
        #expect(!verifies([], [0x03]))
    }

    @Test func `a key verifies from many threads at once`() async throws {
        let signer = TestKey()
        let token = try JWS(signer.token(["sub": "ana"]))
        let key = try #require(VerificationKey(signer.jwk))
        await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<64 { group.addTask { token.isSigned(with: key) } }
            for await isGood in group { #expect(isGood) }
        }
    }

    private func bytes(_ hex: String) -> [UInt8] {
        let digits = Array(hex)
        return stride(from: 0, to: digits.count - 1, by: 2).compactMap {
            UInt8(String(digits[$0...($0 + 1)]), radix: 16)
        }
    }
}
