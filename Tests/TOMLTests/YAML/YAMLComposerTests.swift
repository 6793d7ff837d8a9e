import Testing

@testable import TOML

@Suite struct YAMLComposerTests {
    private func values(_ events: YAMLEvents) throws -> TOMLMembers {
        var composer = events.composer()
        let members = try composer.document()
        #expect(composer.flaws.isEmpty)
        return members
    }

    private func flaw(_ events: YAMLEvents, _ limits: YAMLLimits = YAMLLimits()) -> String? {
        var composer = events.composer(limits)
        do throws(YAMLFlaw) { _ = try composer.document() } catch { return error.message }
        return composer.flaws.first?.message
    }

    @Test func `keys have values, and quotes make strings`() throws {
        let members = try values(
            .document(.mapping, .plain("a"), .plain("1"), .plain("b"), .quoted("1"), .endOfMapping)
        )
        #expect(members["a"]?.value == .integer(1) && members["b"]?.value == .string("1"))
    }

    @Test func `a key with null is left out`() throws {
        #expect(try values(.document(.mapping, .plain("a"), .plain(""), .endOfMapping)).members.isEmpty)
    }

    @Test func `an empty file is an empty document`() throws {
        #expect(try values(YAMLEvents([YAMLEvent.Kind.endOfStream])).members.isEmpty)
        #expect(try values(.document(.plain(""))).members.isEmpty)
    }

    @Test func `a file is keys with values`() {
        #expect(flaw(.document(.plain("a"))) == "must be keys with values, such as 'server:'")
        #expect(flaw(.document(.sequence, .endOfSequence)) != nil)
    }

    @Test func `one document is enough`() {
        let events = YAMLEvents([.document, .mapping, .endOfMapping, .endOfDocument, .document, .plain("a")])
        #expect(flaw(events) == "a second document begins here")
    }

    @Test func `a list has no holes`() {
        let events = YAMLEvents.document(.mapping, .plain("a"), .sequence, .plain("~"), .endOfSequence, .endOfMapping)
        #expect(flaw(events) == "an element of a list cannot be empty")
    }

    @Test func `an alias repeats its anchor, at its own place`() throws {
        let members = try values(
            .document([
                YAMLEvent(.mapping), YAMLEvent(.plain("a")), YAMLEvent(.plain("x"), anchor: "n", at: 3..<4),
                YAMLEvent(.plain("b")), YAMLEvent(.alias("n"), at: 7..<9), YAMLEvent(.endOfMapping),
            ])
        )
        #expect(members["b"] == TOMLNode(.string("x"), at: 7..<9))
    }

    @Test func `an alias of what comes later, or of what it stands in, is refused`() {
        let message = "there is no anchor '&n' before this alias"
        #expect(flaw(.document(.mapping, .plain("a"), .alias("n"), .endOfMapping)) == message)
        let inside = [
            YAMLEvent(.mapping), YAMLEvent(.plain("a")), YAMLEvent(.sequence, anchor: "n"), YAMLEvent(.alias("n")),
            YAMLEvent(.endOfSequence), YAMLEvent(.endOfMapping),
        ]
        #expect(flaw(.document(inside)) == message)
    }

    /// Ten lists, each of ten times the one before.
    private var bomb: [YAMLEvent] {
        var events = [YAMLEvent(.mapping), YAMLEvent(.plain("a0")), YAMLEvent(.plain("lol"), anchor: "0")]
        for level in 1...9 {
            events += [YAMLEvent(.plain("a\(level)")), YAMLEvent(.sequence, anchor: "\(level)")]
            events += Array(repeating: YAMLEvent(.alias("\(level - 1)")), count: 10) + [YAMLEvent(.endOfSequence)]
        }
        return events + [YAMLEvent(.endOfMapping)]
    }

    @Test func `aliases cannot make much of little`() {
        #expect(flaw(.document(bomb)) == "more than 20000 values, those that aliases repeat included")
    }

    @Test func `aliases cannot make a tree deeper than it may be`() {
        var events = [YAMLEvent(.mapping), YAMLEvent(.plain("a0")), YAMLEvent(.plain("x"), anchor: "0")]
        for level in 1...70 {
            events += [YAMLEvent(.plain("a\(level)")), YAMLEvent(.sequence, anchor: "\(level)")]
            events += [YAMLEvent(.alias("\(level - 1)")), YAMLEvent(.endOfSequence)]
        }
        #expect(flaw(.document(events + [YAMLEvent(.endOfMapping)])) == "nested more than 64 deep")
    }

    @Test func `nesting has a limit`() {
        let deep = YAMLEvents([.document] + Array(repeating: YAMLEvent.Kind.sequence, count: 100))
        #expect(flaw(deep) == "nested more than 64 deep")
    }

    @Test func `values are counted`() {
        let list: [YAMLEvent.Kind] = [.document, .sequence] + Array(repeating: .plain("1"), count: 10)
        #expect(
            flaw(YAMLEvents(list), YAMLLimits(values: 5)) == "more than 5 values, those that aliases repeat included"
        )
    }

    @Test func `not every flaw of many is told`() {
        var events: [YAMLEvent.Kind] = [.document, .mapping]
        for _ in 0..<100 { events += [.plain("a"), .plain("1")] }
        var composer = YAMLEvents(events).composer(YAMLLimits(flaws: 3))
        #expect(throws: YAMLFlaw.self) { try composer.document() }
        #expect(composer.flaws.count == 3)
    }
}
