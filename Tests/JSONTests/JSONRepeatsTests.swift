import Testing

@testable import JSON

@Suite struct JSONRepeatsTests {
    private let repeats = JSONRepeats()
    private static let meta = #"{"version":"2026","client":{"name":"a longer name, ä","list":[1,2.5,null]}}"#

    private func parser(depth: Int = 128, values: Int = 1_000, _ duplicates: JSONParser.Duplicates = .refused)
        -> JSONParser
    {
        var parser = JSONParser()
        parser.repeatedKey = "_meta"
        parser.depthLimit = depth
        parser.valueLimit = values
        parser.duplicates = duplicates
        return parser
    }

    private func message(_ meta: String, id: Int = 1) -> String { #"{"id":\#(id),"params":{"_meta":\#(meta),"x":{}}}"# }

    private func read(
        _ text: String,
        by parser: JSONParser? = nil,
        weight: inout Int
    ) throws(JSONError) -> JSONValue {
        try (parser ?? self.parser()).parse(Array(text.utf8).span, knowing: repeats, weight: &weight)
    }

    private func read(_ text: String, by parser: JSONParser? = nil) throws(JSONError) -> JSONValue {
        var weight = 0
        return try read(text, by: parser, weight: &weight)
    }

    private func knows(_ text: String) -> Bool { repeats.object(in: Array(text.utf8).span, at: 0) != nil }

    @Test func `an object is kept when it comes for the second time`() throws {
        _ = try read(message(Self.meta))
        #expect(!knows(Self.meta))
        _ = try read(message(Self.meta, id: 2))
        #expect(knows(Self.meta))
        let found = repeats.object(in: Array("  \(Self.meta),".utf8).span, at: 2)
        let known = try #require(found)
        #expect(known.values == 8 && known.depth == 3 && known.count == Self.meta.utf8.count)
        #expect(JSONValue.object(known.object).text == Self.meta)
    }

    @Test func `what is read is the same whether it is known or not, and weighs the same`() throws {
        let texts = [
            message(Self.meta), message(Self.meta, id: 3), message(Self.meta, id: 4),
            message("{}"), message("{ }"), message("{}"), message("{}"), message("null"), message("[{}]"),
            message(Self.meta + " "), #"{"_meta":\#(Self.meta),"params":{"_meta":\#(Self.meta)}}"#,
            #"[{"_meta":{"_meta":\#(Self.meta)}},{"_meta":{"_meta":\#(Self.meta)}},{"_meta":{"_meta":\#(Self.meta)}}]"#,
        ]
        for text in texts + texts {
            var (own, plain) = (0, 0)
            let value = try read(text, weight: &own)
            let expected = try JSONParser().parse(Array(text.utf8).span, weight: &plain)
            #expect(value == expected && value.bytes == expected.bytes, "\(text)")
            #expect(own == plain, "\(text)")
        }
        #expect(knows(Self.meta))
    }

    @Test func `one other byte makes another object, or none`() throws {
        for _ in 0..<2 { _ = try read(message(Self.meta)) }
        #expect(knows(Self.meta))
        for place in Self.meta.utf8.indices {
            var text = Array(Self.meta.utf8)
            text[Self.meta.utf8.distance(from: Self.meta.utf8.startIndex, to: place)] ^= 1
            let other = Array(#"{"_meta":"#.utf8) + text + Array("}".utf8)
            var weight = 0
            let own = Result { try parser().parse(other.span, knowing: repeats, weight: &weight) }
            let plain = Result { try JSONParser().parse(other.span) }
            #expect((try? own.get()) == (try? plain.get()))
            #expect((own.failure as? JSONError) == (plain.failure as? JSONError))
        }
        for length in 0..<Self.meta.utf8.count {
            #expect(throws: JSONError.self) { try read(#"{"_meta":\#(Self.meta.prefix(length))"#) }
        }
        #expect(throws: JSONError.self) { try read(#"{"_meta":\#(Self.meta)"#) }
        #expect(throws: JSONError.self) { try read(#"{"_meta":\#(Self.meta)x}"#) }
    }

    @Test func `the limits of a text count what is known`() throws {
        for _ in 0..<2 { _ = try read(message(Self.meta)) }
        #expect(knows(Self.meta))
        // The message has four values besides, and two levels.
        _ = try read(message(Self.meta), by: parser(depth: 5, values: 12))
        for narrow in [parser(values: 11), parser(depth: 4)] {
            #expect(problem(message(Self.meta), narrow) != nil)
            #expect(problem(message(Self.meta), narrow) == plainProblem(message(Self.meta), narrow))
        }
    }

    private func problem(_ text: String, _ parser: JSONParser) -> JSONError? {
        do throws(JSONError) { _ = try read(text, by: parser) } catch { return error }
        return nil
    }

    private func plainProblem(_ text: String, _ parser: JSONParser) -> JSONError? {
        do throws(JSONError) { _ = try parser.parse(Array(text.utf8).span) } catch { return error }
        return nil
    }

    @Test func `a key that comes twice is refused, also with a known object`() throws {
        for _ in 0..<2 { _ = try read(message(Self.meta)) }
        let text = #"{"_meta":\#(Self.meta),"_meta":\#(Self.meta)}"#
        #expect(problem(text, parser()) == plainProblem(text, parser()))
        #expect(problem(text, parser()) != nil)
    }

    @Test func `a parser that takes the last of equal keys remembers nothing`() throws {
        for _ in 0..<3 { _ = try read(message(#"{"a":1,"a":2}"#), by: parser(.lastWins)) }
        #expect(!knows(#"{"a":1,"a":2}"#))
        #expect(problem(message(#"{"a":1,"a":2}"#), parser()) != nil)
    }

    @Test func `only a few are kept, and only small ones`() throws {
        let metas = (0...JSONRepeats.limit).map { #"{"number":\#($0)}"# }
        for meta in metas.flatMap({ [$0, $0] }) { _ = try read(message(meta)) }
        #expect(metas.filter(knows).count == JSONRepeats.limit)

        let fit = #"{"a":"\#(String(repeating: "x", count: JSONRepeats.textLimit - 8))"}"#
        let long = #"{"a":"\#(String(repeating: "x", count: JSONRepeats.textLimit - 7))"}"#
        let full = "{\"a\":[\(Array(repeating: "1", count: JSONRepeats.valueLimit - 2).joined(separator: ","))]}"
        let many = "{\"a\":[\(Array(repeating: "1", count: JSONRepeats.valueLimit - 1).joined(separator: ","))]}"
        for meta in [fit, long, full, many] {
            for _ in 0..<3 { _ = try read(message(meta)) }
        }
        #expect(knows(fit) && knows(full))
        #expect(!knows(long) && !knows(many))
    }

    @Test func `clients that take turns are all known, and one that is found stays longer than one that is not`() throws
    {
        let metas = (0..<JSONRepeats.limit).map { #"{"client":"a name of its own","number":\#($0)}"# }
        for _ in 0..<3 {
            for meta in metas { _ = try read(message(meta)) }
        }
        #expect(metas.allSatisfy(knows))
        // Looking has marked all of them; a new one finds no place at first, and then the first.
        for meta in ["{\"new\":1}", "{\"new\":2}"] {
            for _ in 0..<2 { _ = try read(message(meta)) }
            for meta in metas.dropFirst(2) { #expect(knows(meta), "\(meta)") }
        }
        #expect(!knows(metas[0]) && !knows(metas[1]))
    }

    @Test func `all of them can be forgotten`() throws {
        for _ in 0..<2 { _ = try read(message(Self.meta)) }
        #expect(knows(Self.meta))
        repeats.removeAll()
        #expect(!knows(Self.meta))
        _ = try read(message(Self.meta))
        #expect(!knows(Self.meta))
    }

    @Test func `texts that differ in one byte come for the first time`() throws {
        let texts = Self.meta.utf8.indices.map { place in
            var text = Array(Self.meta.utf8)
            text[Self.meta.utf8.distance(from: Self.meta.utf8.startIndex, to: place)] ^= 2
            return text
        }
        for text in texts { repeats.note(JSONObject(), from: text.span, values: 1) }
        let found = texts.filter { repeats.object(in: $0.span, at: 0) != nil }
        #expect(found == [])
    }

    @Test func `another key, and no key at all, keep nothing`() throws {
        for _ in 0..<3 { _ = try read(#"{"meta":\#(Self.meta)}"#) }
        for _ in 0..<3 { _ = try read(#"{"_meta":\#(Self.meta)}"#, by: JSONParser()) }
        #expect(!knows(Self.meta))
    }
}

extension Result {
    fileprivate var failure: Failure? { if case .failure(let error) = self { error } else { nil } }
}
