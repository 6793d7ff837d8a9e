@testable import JSON
import Testing

@Suite struct SpanWordTests {
    @Test func `the first byte of a word is in the lowest place`() {
        let bytes: [UInt8] = [0xFF, 1, 2, 3, 4, 5, 6, 7, 8, 0xFF]
        #expect(bytes.span.word(at: 1) == 0x0807_0605_0403_0201)
    }

    @Test func `the end of the plain part is found wherever it is, and whatever stands around it`() {
        for filler: UInt8 in [0x20, 0x21, 0x23, 0x5B, 0x5D, 0x7F, 0x80, 0xA2, 0xDC, 0xFF] {
            for special: UInt8 in [0x00, 0x01, 0x1F, 0x22, 0x5C] {
                for length in 0..<28 {
                    for place in 0..<length {
                        var bytes = [UInt8](repeating: filler, count: length)
                        bytes[place] = special
                        #expect(bytes.span.plainEnd(from: 0) == place)
                        #expect(bytes.span.plainEnd(from: place) == place)
                        if place > 0 { #expect(bytes.span.plainEnd(from: 1) == place) }
                    }
                }
            }
        }
    }

    @Test func `what is plain is so for every byte`() {
        for byte in UInt8.min...UInt8.max {
            for length in [1, 8, 11] {
                let isPlain = byte >= 0x20 && byte != 0x22 && byte != 0x5C
                let bytes = [UInt8](repeating: byte, count: length)
                #expect(bytes.span.plainEnd(from: 0) == (isPlain ? length : 0))
            }
        }
    }

    @Test func `a run is appended whole`() {
        var bytes: [UInt8] = [1]
        bytes.append(([2, 3, 4] as [UInt8]).span)
        #expect(bytes == [1, 2, 3, 4])
    }
}
