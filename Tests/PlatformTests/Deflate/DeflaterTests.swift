import Testing

@testable import Platform

@Suite struct DeflaterTests {
    @Test(arguments: [9, 12, 15], [0, 1, 300, 70_000, 1_000_000])
    func `what goes in comes out`(bits: Int, count: Int) throws {
        let deflater = try #require(Deflater(windowBits: bits))
        let inflater = try #require(Inflater())
        var state: UInt32 = 7
        let message = (0..<count).map { _ in
            state = state &* 1_664_525 &+ 1_013_904_223
            return UInt8(truncatingIfNeeded: state >> 28)
        }
        for _ in 0..<2 {
            #expect(inflater.inflate(deflater.deflate(message), limit: count) == .bytes(message))
        }
    }

    @Test(arguments: [8, 16, -1])
    func `there is no such window`(bits: Int) {
        #expect(Deflater(windowBits: bits) == nil)
    }
}
