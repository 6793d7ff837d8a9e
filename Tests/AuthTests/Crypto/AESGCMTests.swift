import Testing

@testable import Auth

@Suite struct AESGCMTests {
    private let key = [UInt8](repeating: 0, count: 32)
    private let nonce = [UInt8](repeating: 0, count: 12)

    /// Test cases 13 and 14 of the GCM specification.
    @Test func `the specification's examples come out`() {
        let cipher = AESGCM()
        let empty = cipher.seal([], with: key, nonce: nonce, boundTo: [])
        #expect(empty.hex == "530f8afbc74536b9a963b4f1c4cb738b")
        let block = cipher.seal([UInt8](repeating: 0, count: 16), with: key, nonce: nonce, boundTo: [])
        #expect(block.hex == "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919")
    }

    @Test func `what was sealed opens, and what was changed does not`() {
        let cipher = AESGCM()
        let sealed = cipher.seal([1, 2, 3], with: key, nonce: nonce, boundTo: [9])
        #expect(cipher.open(sealed, with: key, nonce: nonce, boundTo: [9]) == [1, 2, 3])
        #expect(cipher.open(sealed, with: key, nonce: nonce, boundTo: [8]) == nil)
        for index in sealed.indices {
            var changed = sealed
            changed[index] ^= 1
            #expect(cipher.open(changed, with: key, nonce: nonce, boundTo: [9]) == nil)
        }
        #expect(cipher.open([1, 2], with: key, nonce: nonce, boundTo: [9]) == nil)
    }
}

extension [UInt8] {
    var hex: String { map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined() }
}
