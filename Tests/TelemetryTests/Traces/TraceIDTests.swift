import Testing

@testable import Telemetry

@Suite struct TraceIDTests {
    @Test func `names keep their zeros, and are never all zero`() {
        #expect(TraceID(high: 0, low: 0xab)?.description == String(repeating: "0", count: 30) + "ab")
        #expect(SpanID(0x1)?.description == "0000000000000001")
        #expect(TraceID(high: 0, low: 0) == nil && SpanID(0) == nil)
    }

    @Test func `digits are lower case`() {
        #expect(Hexadecimal.value(of: Array("00ff".utf8)[...]) == 255)
        for text in ["", "0F", "g", "+1", "00000000000000000"] {
            #expect(Hexadecimal.value(of: Array(text.utf8)[...]) == nil)
        }
    }
}
