import Testing

@testable import MCP

@Suite struct SHA256Tests {
    /// FIPS 180-4 and its examples.
    @Test(
        arguments: [
            ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            (
                "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
            ),
        ]
    )
    func `known digests come out`(text: String, expected: String) {
        let digest = SHA256.digest(Array(text.utf8)).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }
        #expect(digest.joined() == expected)
    }

    @Test func `every length around a block is padded`() {
        let digests = Set((50...130).map { SHA256.digest([UInt8](repeating: 7, count: $0)) })
        #expect(digests.count == 81)
    }
}
