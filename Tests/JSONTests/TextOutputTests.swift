import JSON
import Testing

@Suite struct TextOutputTests {
    @Test func `texts of any length stand one behind the other`() {
        var output = TextOutput()
        var expected: [UInt8] = []
        for length in 0..<70 {
            let text = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 7) }
            output.append(text.span)
            output.append(UInt8(ascii: "|"))
            expected += text + [UInt8(ascii: "|")]
        }
        #expect(Array(output.text) == expected)
        #expect(output.count == expected.count)
    }

    @Test func `blocks stand between what is written piece by piece`() {
        var output = TextOutput()
        var expected: [UInt8] = []
        for length in [0, 1, 700, 3, 2000, 0, 512] {
            let block = (0..<length).map { UInt8(truncatingIfNeeded: $0) }
            output.append(block: block)
            output.append(UInt8(ascii: "|"))
            output.append(verbatim: "between")
            expected += block + Array("|between".utf8)
        }
        #expect(Array(output.text) == expected && output.count == expected.count)
    }

    @Test func `a text that is not all visible is left out, wherever that is`() {
        for length in 0..<30 {
            let plain = [UInt8](repeating: UInt8(ascii: "~"), count: length)
            var output = TextOutput()
            let isTaken = output.append(ifVisible: plain.span)
            #expect(isTaken && Array(output.text) == plain)
            for place in 0..<length {
                for byte: UInt8 in [0x00, 0x0a, 0x1f, 0x22, 0x5c, 0x7f, 0x80, 0xff] {
                    var text = plain
                    text[place] = byte
                    let isTaken = output.append(ifVisible: text.span)
                    #expect(!isTaken && Array(output.text) == plain)
                }
            }
        }
    }

    @Test func `every visible character is taken`() {
        for byte in UInt8(0x20)..<0x7f where byte != 0x22 && byte != 0x5c {
            for length in [1, 8, 9] {
                var output = TextOutput()
                let text = [UInt8](repeating: byte, count: length)
                let isTaken = output.append(ifVisible: text.span)
                #expect(isTaken && Array(output.text) == text)
            }
        }
    }

    @Test func `what was taken out stays, when more is written and when all is removed`() {
        var output = TextOutput()
        output.append(verbatim: "abc")
        let taken = output.text
        output.append(-12)
        #expect(String(decoding: output.text, as: UTF8.self) == "abc-12")
        output.removeAll()
        output.append(verbatim: "x")
        #expect(String(decoding: output.text, as: UTF8.self) == "x")
        #expect(taken.elementsEqual("abc".utf8))
    }

    @Test func `it goes on behind what is there, and gives it back`() {
        var bytes = Array("ab".utf8)
        var output = TextOutput(behind: &bytes)
        #expect(bytes.isEmpty)
        output.append(verbatim: "cd")
        output.finish(into: &bytes)
        #expect(bytes == Array("abcd".utf8) && output.count == 0)
    }
}
