import TOML
import Testing

@testable import Platform

@Suite struct YAMLParserTests {
    private func events(_ text: String) throws(YAMLFlaw) -> [YAMLEvent] {
        let parser = YAMLParser(Array(text.utf8))
        var events: [YAMLEvent] = []
        repeat { events.append(try parser.next()) } while events.last?.kind != .endOfStream
        return events
    }

    private func flaw(_ text: String) -> YAMLFlaw? {
        do throws(YAMLFlaw) {
            _ = try events(text)
            return nil
        } catch {
            return error
        }
    }

    @Test func `a document comes as events with their places`() throws {
        #expect(
            try events("a: [1, 'b']\n") == [
                YAMLEvent(.document), YAMLEvent(.mapping), YAMLEvent(.scalar("a", isPlain: true), at: 0..<1),
                YAMLEvent(.sequence, at: 3..<4), YAMLEvent(.scalar("1", isPlain: true), at: 4..<5),
                YAMLEvent(.scalar("b", isPlain: false), at: 7..<10), YAMLEvent(.endOfSequence, at: 10..<11),
                YAMLEvent(.endOfMapping, at: 12..<12), YAMLEvent(.endOfDocument, at: 12..<12),
                YAMLEvent(.endOfStream, at: 12..<12),
            ]
        )
    }

    @Test func `anchors, aliases and tags are named`() throws {
        let events = try events("a: &n !!str 1\nb: *n\nc: !x y")
        #expect(
            events[3] == YAMLEvent(.scalar("1", isPlain: true), anchor: "n", tag: "tag:yaml.org,2002:str", at: 12..<13)
        )
        #expect(events[5] == YAMLEvent(.alias("n"), at: 17..<19))
        #expect(events[7] == YAMLEvent(.scalar("y", isPlain: true), tag: "!x", at: 26..<27))
    }

    @Test func `places count bytes behind other characters, and a byte order mark`() throws {
        #expect(try events("\u{FEFF}\u{E9}: \u{1F44B}")[3].range == 7..<11)
        #expect(try events("\u{FEFF}a: b")[3].range == 6..<7)
    }

    @Test func `what is no YAML is told with its place`() {
        #expect(
            flaw("a: 1\nb: c: d") == YAMLFlaw(9..<10, "mapping values are not allowed in this context")
        )
        #expect(flaw("a: [1\nb: 2")?.suggestion == "while parsing a flow sequence that begins on line 1")
        #expect(flaw("a:\n\tb: 1")?.suggestion == "indent with blanks, not with tabs")
        #expect(flaw("a: \u{1}")?.range == 3..<4)
    }

    @Test func `after the end there is only the end`() throws {
        let parser = YAMLParser([])
        #expect(try parser.next().kind == .endOfStream)
        #expect(try parser.next().kind == .endOfStream)
    }

    @Test func `each line of a text counts once`() throws {
        #expect(try events("a: |\n  x\n  y\n")[3].kind == .scalar("x\ny\n", isPlain: false))
    }
}
