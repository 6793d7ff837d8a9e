import Testing

@testable import Everything

@Suite struct SamplesTests {
    private func number(_ bytes: ArraySlice<UInt8>) -> Int { bytes.reduce(0) { $0 << 8 | Int($1) } }

    @Test func `the picture is whole, piece by piece`() {
        var rest = Samples.redPixelBytes[...]
        #expect(rest.prefix(8) == [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
        rest = rest.dropFirst(8)
        var names: [String] = []
        while rest.count >= 12 {
            let length = number(rest.prefix(4))
            names.append(String(decoding: rest.dropFirst(4).prefix(4), as: UTF8.self))
            if names.last == "IHDR" { #expect(rest.dropFirst(8).prefix(8) == [0, 0, 0, 1, 0, 0, 0, 1]) }
            rest = rest.dropFirst(12 + length)
        }
        #expect(names == ["IHDR", "IDAT", "IEND"] && rest.isEmpty)
    }

    @Test func `the sound has all the bytes that it announces, and no sample`() {
        let bytes = Samples.silence
        #expect(bytes.prefix(4).elementsEqual("RIFF".utf8) && bytes[8..<16].elementsEqual("WAVEfmt ".utf8))
        #expect(number(ArraySlice(bytes[4..<8].reversed())) == bytes.count - 8)
        #expect(bytes[36..<40].elementsEqual("data".utf8))
        #expect(number(ArraySlice(bytes[40..<44].reversed())) == 0 && bytes.count == 44)
    }
}
