import Testing

@testable import Auth

@Suite struct JWSAlgorithmTests {
    @Test func `every algorithm has the digest of its name`() {
        for algorithm in JWSAlgorithm.allCases where algorithm != .eddsa {
            #expect(algorithm.digest.map { "\($0.rawValue * 8)" } == String(algorithm.rawValue.suffix(3)))
        }
        #expect(JWSAlgorithm.eddsa.digest == nil)
    }

    @Test func `none is not an algorithm`() {
        #expect(JWSAlgorithm(rawValue: "none") == nil)
        #expect(JWSAlgorithm.allCases.count == 13)
    }
}
