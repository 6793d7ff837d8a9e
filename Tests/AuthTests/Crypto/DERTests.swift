import Testing

@testable import Auth

@Suite struct DERTests {
    @Test func `numbers lose their leading zeros and keep their sign`() {
        #expect(DER.signature([0, 0, 0, 5]) == [0x30, 6, 2, 1, 0, 2, 1, 5])
        #expect(DER.signature([0x80, 1, 0, 0x7f]) == [0x30, 8, 2, 3, 0, 0x80, 1, 2, 1, 0x7f])
    }

    @Test func `the length of long ones takes two bytes`() {
        let long = [UInt8](repeating: 0xff, count: 132)
        #expect(DER.signature(long).prefix(3) == [0x30, 0x81, 138])
    }
}
