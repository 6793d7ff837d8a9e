import Testing

@testable import Auth

@Suite struct SHA2Tests {
    @Test func `the digests of abc are those of FIPS 180-4`() {
        #expect(hex(.sha256) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(hex(.sha384).hasPrefix("cb00753f45a35e8bb5a03d699ac65007272c32ab0eded163"))
        #expect(hex(.sha512).hasPrefix("ddaf35a193617abacc417349ae20413112e6fa4e89a97ea2"))
        let ofNothing = SHA2.sha256.digest(of: [UInt8]().span)
        #expect(ofNothing.prefix(2) == [0xe3, 0xb0])
    }

    @Test func `a fingerprint is the digest`() {
        let bytes = Array("abc".utf8)
        let print = Fingerprint(of: bytes.span)
        let digest = SHA2.sha256.digest(of: bytes.span)
        let ofNothing = Fingerprint(of: [UInt8]().span)
        #expect(print == Fingerprint(digest: digest))
        #expect(print != ofNothing)
        #expect(Fingerprint(digest: [1, 2]) == nil)
    }

    private func hex(_ kind: SHA2) -> String {
        kind.digest(of: Array("abc".utf8).span).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
