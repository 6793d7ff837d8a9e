import Testing

@testable import JSON

@Suite struct JSONWordsTests {
    private let words = [
        "a", "id", "params", "12345678", "123456789", "arguments", "sixteen-bytes-ok", "seventeen-bytes-!",
        "io.modelcontextprotocol/clientInfo", "io.modelcontextprotocol/clientCapabilities", "ä", "",
    ]

    private func parser() -> JSONParser {
        var parser = JSONParser()
        parser.words = JSONWords(words)
        return parser
    }

    @Test func `what is read is the same with words and without`() throws {
        var texts = words.map { #"{"\#($0)":"\#($0)"}"# }
        // One byte off, at either end and in the middle.
        texts += words.filter { $0.utf8.count > 2 }.flatMap { word -> [String] in
            let middle = word.index(word.startIndex, offsetBy: word.count / 2)
            return [
                "[\"x\(word.dropFirst())\"]", "[\"\(word.dropLast())x\"]", "[\"\(word)x\"]", "[\"x\(word)\"]",
                "[\"\(word[..<middle])x\(word[word.index(after: middle)...])\"]",
            ]
        }
        texts += [#""a""#, #"{"a":1}"#, #"["","a",""]"#, #""\u0061""#]
        for text in texts {
            let bytes = Array(text.utf8)
            #expect(try parser().parse(bytes.span) == JSONParser().parse(bytes.span), "\(text)")
            #expect(try parser().parse(bytes.span).bytes == JSONParser().parse(bytes.span).bytes)
        }
    }

    @Test func `a word is found where it stands, and no other`() {
        let known = JSONWords(words)
        let text = Array(#"      {"params":"arguments","other":1}"#.utf8)
        #expect(known.word(in: text.span, at: 8..<14) == "params")
        #expect(known.word(in: text.span, at: 17..<26) == "arguments")
        #expect(known.word(in: text.span, at: 29..<34) == nil)
        #expect(known.word(in: text.span, at: 8..<13) == nil)
    }

    @Test func `a long word is compared as a whole`() throws {
        let word = "io.modelcontextprotocol/clientCapabilities"
        for place in word.utf8.indices {
            var other = Array(word.utf8)
            other[word.utf8.distance(from: word.utf8.startIndex, to: place)] ^= 1
            let text = Array("[\"".utf8) + other + Array("\"]".utf8)
            #expect(try parser().parse(text.span) == [.string(String(decoding: other, as: UTF8.self))])
        }
    }

    @Test func `more words than there are places do no harm`() throws {
        var parser = JSONParser()
        parser.words = JSONWords((0..<1000).map { "word\($0)" })
        for number in 0..<1000 {
            #expect(try parser.parse(Array("[\"word\(number)\"]".utf8).span) == [.string("word\(number)")])
        }
    }

    @Test func `an escaped word is the word, so a pair of both is a duplicate`() {
        #expect(throws: JSONError.self) { try parser().parse(Array(#"{"id":1,"\u0069d":2}"#.utf8).span) }
    }
}
