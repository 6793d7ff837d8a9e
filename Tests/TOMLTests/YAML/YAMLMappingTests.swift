import Testing

@testable import TOML

@Suite struct YAMLMappingTests {
    /// `base` is the anchor of {x: 1, y: 2}; then the keys of `own`.
    private func document(_ own: [YAMLEvent.Kind]) -> YAMLEvents {
        let base: [YAMLEvent] = [
            YAMLEvent(.mapping), YAMLEvent(.plain("base")), YAMLEvent(.mapping, anchor: "base"),
            YAMLEvent(.plain("x"), at: 10..<11), YAMLEvent(.plain("1")), YAMLEvent(.plain("y"), at: 20..<21),
            YAMLEvent(.plain("2")), YAMLEvent(.endOfMapping), YAMLEvent(.plain("own")),
        ]
        let events = own.enumerated().map { YAMLEvent($1, at: 100 + $0..<101 + $0) }
        return .document(base + events + [YAMLEvent(.endOfMapping)])
    }

    private func own(_ kinds: YAMLEvent.Kind...) throws -> [String: TOMLValue] {
        var composer = document(kinds).composer()
        let root = try composer.document()
        #expect(composer.flaws.isEmpty)
        guard case .table(let members) = root["own"]?.value else { return [:] }
        return Dictionary(uniqueKeysWithValues: members.members.map { ($0.key.name, $0.node.value) })
    }

    private func flaw(_ kinds: YAMLEvent.Kind...) -> YAMLFlaw? {
        var composer = document(kinds).composer()
        do throws(YAMLFlaw) { _ = try composer.document() } catch { return error }
        return composer.flaws.first
    }

    @Test func `a merge key brings what is not there`() throws {
        let merged = try own(.mapping, .plain("x"), .plain("9"), .plain("<<"), .alias("base"), .endOfMapping)
        #expect(merged == ["x": .integer(9), "y": .integer(2)])
    }

    @Test func `the first of several holds`() throws {
        let merged = try own(
            .mapping,
            .plain("<<"),
            .sequence,
            .mapping,
            .plain("x"),
            .plain("5"),
            .endOfMapping,
            .alias("base"),
            .endOfSequence,
            .endOfMapping
        )
        #expect(merged == ["x": .integer(5), "y": .integer(2)])
    }

    @Test func `a null keeps a merged value out`() throws {
        #expect(
            try own(.mapping, .plain("x"), .plain("null"), .plain("<<"), .alias("base"), .endOfMapping) == [
                "y": .integer(2)
            ]
        )
    }

    @Test func `in quotes it is a key like any other`() throws {
        #expect(try own(.mapping, .quoted("<<"), .plain("1"), .endOfMapping) == ["<<": .integer(1)])
    }

    @Test func `only mappings are merged`() {
        #expect(
            flaw(.mapping, .plain("<<"), .plain("1"), .endOfMapping)?.message
                == "'<<' takes a mapping, or a list of them"
        )
    }

    @Test func `a key that comes twice is a mistake`() {
        let flaw = flaw(.mapping, .plain("a"), .plain("1"), .plain("a"), .plain("2"), .endOfMapping)
        #expect(flaw == YAMLFlaw(103..<104, "'a' is already defined", suggestion: "first on line 0"))
    }

    @Test func `a key is a word`() {
        #expect(flaw(.mapping, .sequence, .endOfSequence)?.message == "a key must be a word")
        #expect(flaw(.mapping, .alias("base"))?.message == "a key must be a word")
    }
}
