import Testing

@testable import Platform

@Suite struct InflaterTests {
    /// RFC 7692 §7.2.3.1 to §7.2.3.5.
    @Test(
        arguments: [
            [0xf2, 0x48, 0xcd, 0xc9, 0xc9, 0x07, 0x00],
            [0x00, 0x05, 0x00, 0xfa, 0xff, 0x48, 0x65, 0x6c, 0x6c, 0x6f, 0x00],
            [0xf3, 0x48, 0xcd, 0xc9, 0xc9, 0x07, 0x00, 0x00],
            [0xf2, 0x48, 0x05, 0x00, 0x00, 0x00, 0xff, 0xff, 0xca, 0xc9, 0xc9, 0x07, 0x00],
        ] as [[UInt8]]
    )
    func `the paper's examples say Hello`(compressed: [UInt8]) throws {
        let inflater = try #require(Inflater())
        #expect(inflater.inflate(compressed, limit: 100) == .bytes(Array("Hello".utf8)))
    }

    @Test func `what swells beyond the limit is not followed`() throws {
        let bomb = try #require(Deflater(windowBits: 15)).deflate([UInt8](repeating: 0, count: 10 << 20))
        #expect(bomb.count < 20_000)
        let inflater = try #require(Inflater())
        #expect(inflater.inflate(bomb, limit: 1 << 20) == .tooLong)
        #expect(inflater.inflate([0xf2, 0x48, 0xcd, 0xc9, 0xc9, 0x07, 0x00], limit: 5) == .bytes(Array("Hello".utf8)))
    }

    @Test func `an empty message is one byte`() throws {
        #expect(try #require(Inflater()).inflate([0], limit: 0) == .bytes([]))
    }

    @Test(arguments: [[0xff, 0xff, 0xff], [0x06, 1, 2, 3], [0x00, 0x05, 0x00, 0x00, 0x00, 0x48]] as [[UInt8]])
    func `what is not deflate is corrupt`(bytes: [UInt8]) throws {
        #expect(try #require(Inflater()).inflate(bytes, limit: 100) == .corrupt)
    }
}
