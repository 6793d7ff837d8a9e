import Testing

@testable import Auth

@Suite struct HKDFTests {
    /// RFC 5869 §A.3: no salt and no label; the first 32 of its 42 bytes.
    @Test func `the paper's example comes out`() {
        let key = HKDF.key(from: [UInt8](repeating: 0x0b, count: 22), for: [])
        #expect(key.hex == "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d")
    }

    @Test func `every label has its own key`() {
        let secret = Array("a secret".utf8)
        #expect(HKDF.key(from: secret, for: [1]) != HKDF.key(from: secret, for: [2]))
    }
}
