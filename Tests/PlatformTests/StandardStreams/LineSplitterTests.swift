import Testing

@testable import Platform

@Suite struct LineSplitterTests {
    private func lines(_ parts: [String], limit: Int = 10) -> [String] {
        var splitter = LineSplitter(limit: limit)
        var lines = parts.flatMap { splitter.lines(in: Array($0.utf8)[...]) }
        lines += splitter.last()
        return lines.map { line in
            switch line {
            case .text(let bytes): String(decoding: bytes, as: UTF8.self)
            case .tooLong: "too long"
            }
        }
    }

    @Test(arguments: [
        (["a\nb\n"], ["a", "b"]), (["a", "b\nc"], ["ab", "c"]), (["\n\r\n \n"], []), (["a\r\n"], ["a\r"]), ([], []),
        (["0123456789\n"], ["0123456789"]), (["01234567890\na\n"], ["too long", "a"]),
        (["0123456", "789", "0", "xx", "\nb"], ["too long", "b"]), (["01234567890"], ["too long"]),
    ])
    func `lines are cut at their ends, however they come`(parts: [String], expected: [String]) {
        #expect(lines(parts) == expected)
    }

    @Test func `byte by byte gives the same`() {
        let text = "one\n\ntwo\n01234567890\nthree"
        #expect(lines(text.map { String($0) }) == lines([text]))
    }
}
