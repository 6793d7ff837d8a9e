import Testing

@testable import Pattern

@Suite struct ScalarRangesTests {
    @Test func `the complement has the gaps`() {
        #expect(ScalarRanges.digits.complement.ranges == [0...0x2F, 0x3A...0x10_FFFF])
        #expect(ScalarRanges.all.complement.ranges.isEmpty)
        #expect(ScalarRanges(ranges: []).complement.ranges == [0...0x10_FFFF])
        #expect(ScalarRanges.spaces.complement.complement.ranges == ScalarRanges.spaces.ranges)
    }

    @Test func `a single code point needs no dash`() {
        #expect(ScalarRanges(ranges: [0x41...0x41, 0x61...0x7A]).text == "\\x{41}\\x{61}-\\x{7a}")
    }
}
