import Testing

@testable import Auth

@Suite struct SecureRandomTests {
    @Test func `no two are alike`() {
        #expect(SecureRandom.bytes(16).count == 16)
        #expect(SecureRandom.bytes(16) != SecureRandom.bytes(16))
    }
}
