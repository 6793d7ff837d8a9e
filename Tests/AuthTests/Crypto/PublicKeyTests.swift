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

    @Test func `contexts serve one signature after the other, each its scheme, after bad ones too`() throws {
        let key = try #require(RSA.key())
        let (message, signatures) = (RSA.message, RSA.signatures)
        for round in 1...3 {
            for (scheme, signature) in signatures {
                #expect(verifies(key, signature, message, scheme), "round \(round)")
                #expect(!verifies(key, signature, [1], scheme))
                #expect(!verifies(key, signature.reversed(), message, scheme))
                #expect(!verifies(key, [], message, scheme))
            }
            #expect(!verifies(key, signatures[0].1, message, .pss(.sha256)))
            #expect(!verifies(key, signatures[1].1, message, .pkcs1(.sha256)))
            #expect(key.idleCount == 2)
        }
    }

    @Test func `contexts serve from many threads at once, and few of them are kept`() async throws {
        let key = try #require(RSA.key())
        await withTaskGroup(of: Bool.self) { group in
            for number in 0..<256 {
                let (scheme, signature) = RSA.signatures[number % 2]
                let message = number % 3 == 0 ? [1] : RSA.message
                group.addTask { key.verifies(signature, of: message.span, by: scheme) == (number % 3 != 0) }
            }
            for await isRight in group { #expect(isRight) }
        }
        #expect((1...PublicKey.idleLimit).contains(key.idleCount))
    }

    @Test(arguments: [(6, 6), (4, 4), (1, 1)])
    func `a stranger who tries every scheme leaves few contexts, those of the last`(limit: Int, left: Int) throws {
        let key = try #require(RSA.key(keeping: limit))
        let digests = [SHA2.sha256, .sha384, .sha512]
        for scheme in digests.flatMap({ [PublicKey.Scheme.pkcs1($0), .pss($0)] }) {
            #expect(!verifies(key, [1], RSA.message, scheme))
        }
        #expect(key.idleCount == left)
        for (scheme, signature) in RSA.signatures { #expect(verifies(key, signature, RSA.message, scheme)) }
        #expect(key.idleCount == left)
    }

    @Test func `curves use their contexts again, too`() throws {
        // RFC 7515 A.3.
        let (x, y) = ("f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU", "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0")
        let coordinates = (try #require(Base64URL.bytes(x)), try #require(Base64URL.bytes(y)))
        let key = try #require(PublicKey(.p256, x: coordinates.0, y: coordinates.1))
        let message = Array(
            ("eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0"
                + "cnVlfQ").utf8
        )
        let signature = try #require(
            Base64URL.bytes("DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q")
        )
        for message in [message, [1], message, [2], message] {
            #expect(verifies(key, signature, message, .ecdsa(.sha256, .p256)) == (message.count > 1))
        }
        #expect(key.idleCount == 1)
    }

    /// A key of 2048 bits, and what its holder has signed.
    private enum RSA {
        static let message = Array("a message".utf8)
        static func key(keeping limit: Int = PublicKey.idleLimit) -> PublicKey? {
            let modulus =
                "pCWB24N4zBxu8JgIWFmeHjAti-7s_rXpM-pWNgWdMJJ-LD89cP6RDICUtEXpPTnDlhRgOIVidaWSJGPhpPksiNEpElFOhlAE99s7"
                + "OphOlvuDYAS2_tnFP-4GKkxjQtaA6XdAI6XCdqhtg9RCxWdsVQS8R4Io1UPgprhPK-_JDV0PXyTWqY9zDQDOzn8gsFgYFh1R21yu"
                + "O6fMiObn9P5lG4LTxTjL0qe2iW0SJXGmfD9jhPHRjLwBhFNxsXUBciXZeLcfkxul0U7zOzuhEvObc8BqwrdCxL4QozE88IDy7gDq"
                + "eba6RBVadb6yS05O2vNdv1Cw0JyoiPaBl084E2gBkw"
            return PublicKey(modulus: Base64URL.bytes(modulus) ?? [], exponent: [1, 0, 1], keeping: limit)
        }
        static var signatures: [(PublicKey.Scheme, [UInt8])] {
            let pkcs1 =
                "jsuHCmhKIifjkjRUJgC3dHLKj5235tqhJoxc9KD7W3zMHmVLrbkorM9qPR8q7GzKuvo1HZczGYqZ2Z5p2MpMSH-Wp7jkTLqUW5yu"
                + "dZ4VCYyETRou8kxPn5fl_WULmCZKvp0bPLKd9kJPYKzY897g4NwuzysOmoQ3egmeCUDJjvvRixGmLVQUmYnzIg18wKXI5xwM_G_9"
                + "rkgEmS9jW_tHM3dTO3FgqCdwfdSvfhzvnYaaTp_II-CiL5VeqvSHhhjOpv1WeYP-uMJIs87gFs9kOkzx0bHVWPt6_pErxuX_WbKG"
                + "2BoUAN9ImDh4jEysusDL-kswUWDmKJVdIk1aAWyghQ"
            let pss =
                "U5D8Vx8rGm4fVYPQ0FNv5Q4hxwy7DvqC8hWNA2NS4KWjUYWjBd3YG6TJbkQ3j0_AL0CI7DHA7PfTse09-XJxfIGtW4DHz2cANFCl"
                + "2ogCbtPwvCaoBxKc9lUtkA5_uysJ7_fu8eZngmPCMLcpqq3vfyAAuDp_woXO5Q4tZC5o_NYlFxF1OhKDLluiYyd228gkXn-TBnk5"
                + "IPFoNdSHX9yhlHUhKLs4JKFWIQTpSNVGahEbJdYzmd4xu-zS_sPFgGdEVM_OcZo0Qev8O6dcVzS8N3Q6bSNWMUp6JDUGU8xpZ2i1"
                + "uxEJXAIn6S23JqiUFxfVJc4CbAke_kCLdsNhdMXOQw"
            return [
                (.pkcs1(.sha256), Base64URL.bytes(pkcs1) ?? []), (.pss(.sha256), Base64URL.bytes(pss) ?? []),
            ]
        }
    }

    private func verifies(
        _ key: PublicKey,
        _ signature: [UInt8],
        _ message: [UInt8],
        _ scheme: PublicKey.Scheme
    ) -> Bool {
        key.verifies(signature, of: message.span, by: scheme)
    }

    private func bytes(_ hex: String) -> [UInt8] {
        let digits = Array(hex)
        return stride(from: 0, to: digits.count - 1, by: 2).compactMap {
            UInt8(String(digits[$0...($0 + 1)]), radix: 16)
        }
    }
}
