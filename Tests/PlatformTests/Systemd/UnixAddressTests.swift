import Testing

@testable import Platform

@Suite struct UnixAddressTests {
    @Test(arguments: [("/run/a", true), ("@name", true), (String(repeating: "x", count: 107), true)])
    func `a path fits`(path: String, fits: Bool) {
        #expect((UnixAddress(path) != nil) == fits)
    }

    @Test func `a path of 108 bytes is too long`() {
        #expect(UnixAddress(String(repeating: "x", count: 108)) == nil)
    }
}
