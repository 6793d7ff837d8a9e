import HTTP
import Testing

@Suite struct ChunkDecoderTests {
    private func decode(
        _ text: String,
        limit: Int = 100,
        overhead: Int = 64
    ) -> (step: ChunkDecoder.Step, body: String) {
        var decoder = ChunkDecoder(bodyLimit: limit, overheadLimit: overhead)
        var body: [UInt8] = []
        let step = decoder.read(Array(text.utf8), from: 0, into: &body)
        return (step, String(decoding: body, as: UTF8.self))
    }

    @Test(arguments: [
        ("0\r\n\r\n", ""), ("3\r\nabc\r\n0\r\n\r\n", "abc"), ("1\r\na\r\n02\r\nbc\r\n000\r\n\r\n", "abc"),
        ("3;ext=\"v\"\r\nabc\r\n0;x\r\n\r\n", "abc"), ("3 ; x\r\nabc\r\n0\r\n\r\n", "abc"),
        ("3\r\nabc\r\n0\r\nTrailer: x\r\nContent-Length: 9\r\n\r\n", "abc"),
        ("A\r\n0123456789\r\n0\r\n\r\n", "0123456789"),
    ])
    func `chunks are put together, extensions and trailers dropped`(text: String, body: String) {
        let (step, decoded) = decode(text)
        #expect(step == .done(text.utf8.count))
        #expect(decoded == body)
    }

    @Test(arguments: [
        "\r\n", "x\r\n", "3zz\r\nabc\r\n", "3\nabc\n0\n\n", "3\r\nabcd\r\n", "3\r\nabc0\r\n", "-1\r\n", "+1\r\na\r\n",
        "0x1\r\na\r\n", "1000000000000000\r\n", "3;\u{1}\r\nabc\r\n", "0\r\n X: y\r\n\r\n", "0\r\nX\nY\r\n\r\n",
        "0\r\n\rX", "3 x\r\nabc\r\n", "0\r\nnonsense\r\n\r\n", "0\r\n: x\r\n\r\n",
        "3;x\nabc\r\n0\r\n\r\n",
    ])
    func `what is not chunked is refused`(text: String) {
        #expect(decode(text).step == .refused(.badRequest))
    }

    @Test func `body, extensions and trailers are bounded`() {
        #expect(decode("65\r\n", limit: 100).step == .refused(.contentTooLarge))
        #expect(decode("64\r\n", limit: 100).step == .more)
        #expect(decode("1;\(String(repeating: "x", count: 99))\r\n").step == .refused(.headerFieldsTooLarge))
        #expect(decode("0\r\nA: \(String(repeating: "x", count: 99))\r\n").step == .refused(.headerFieldsTooLarge))
        let flood = String(repeating: "1;xx\r\na\r\n", count: 40)
        #expect(decode(flood).step == .refused(.headerFieldsTooLarge))
    }

    @Test func `byte by byte gives the same`() {
        let text = Array("3;e=1\r\nabc\r\n4\r\ndefg\r\n0\r\nT: u\r\n\r\nGET".utf8)
        var decoder = ChunkDecoder(bodyLimit: 100)
        var body: [UInt8] = []
        for (index, byte) in text.enumerated() {
            if case .done = decoder.read([byte], from: 0, into: &body) {
                #expect(index == text.count - 4)
                break
            }
        }
        #expect(body == Array("abcdefg".utf8))
    }
}
