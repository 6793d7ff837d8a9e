import Testing

@testable import Auth

@Suite struct HMACCodeTests {
    @Test func `the code of RFC 4231, test case 2`() {
        let code = HMACCode.of(Array("what do ya want for nothing?".utf8), under: Array("Jefe".utf8), .sha256)
        #expect(code.prefix(4) == [0x5b, 0xdc, 0xc1, 0x46])
        #expect(HMACCode.of([], under: [], .sha512).count == 64)
    }
}
