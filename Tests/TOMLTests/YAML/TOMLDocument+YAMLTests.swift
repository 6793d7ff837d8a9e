import Testing

@testable import TOML

@Suite struct TOMLDocumentYAMLTests {
    private func document(_ text: String, _ events: YAMLEvents) -> TOMLDocument {
        TOMLDocument(yaml: Array(text.utf8)) { () throws(YAMLFlaw) in events.next() }
    }

    @Test func `the tree of a document is that of TOML`() {
        let events = YAMLEvents.document(
            .mapping,
            .plain("a"),
            .mapping,
            .plain("b"),
            .plain("1"),
            .endOfMapping,
            .endOfMapping
        )
        let document = document("a: {b: 1}", events)
        #expect(document.problems.isEmpty)
        #expect(document.values.map(\.path) == ["a.b"])
    }

    @Test func `a flaw has its line and its caret`() {
        let events = YAMLEvents.document([
            YAMLEvent(.mapping), YAMLEvent(.plain("a"), at: 0..<1), YAMLEvent(.plain("1"), at: 3..<4),
            YAMLEvent(.plain("a"), at: 5..<6), YAMLEvent(.plain("2"), at: 8..<9), YAMLEvent(.endOfMapping),
        ])
        #expect(
            document("a: 1\na: 2", events).problems.map { $0.rendered(file: "x.yaml") } == [
                "x.yaml:2:1: 'a' is already defined\n  2 | a: 2\n    | ^ first on line 1"
            ]
        )
    }

    @Test func `what the parser refuses is the last problem`() {
        let document = TOMLDocument(yaml: Array("a: [".utf8)) { () throws(YAMLFlaw) in throw YAMLFlaw(3..<4, "unclosed")
        }
        #expect(document.problems.map(\.message) == ["unclosed"])
        #expect(document.root.members.isEmpty)
    }

    @Test func `bytes that are not UTF-8 are not parsed`() {
        let document = TOMLDocument(yaml: [0x61, 0xFF]) { () throws(YAMLFlaw) in
            Issue.record("parsed")
            return YAMLEvent(.endOfStream)
        }
        #expect(document.problems.map(\.position.column) == [2])
    }
}
