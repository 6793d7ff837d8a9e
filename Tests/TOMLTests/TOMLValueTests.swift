import Testing

@testable import TOML

@Suite struct TOMLValueTests {
    @Test func `keys that look alike but have other code points differ`() {
        let document = TOMLDocument("\"\u{E9}\" = 1\n\"e\u{301}\" = 2")
        #expect(document.problems.isEmpty)
        #expect(document.root["\u{E9}"]?.value == .integer(1))
        #expect(document.root["e\u{301}"]?.value == .integer(2))
    }

    @Test func `members keep the order of the document`() {
        let names = TOMLDocument("z = 1\na = 2\nm.x = 3").root.members.map(\.key.name)
        #expect(names == ["z", "a", "m"])
    }

    @Test func `keys and values know their bytes`() throws {
        let member = try #require(TOMLDocument("\nport = 8080").root.members.first)
        #expect(member.key.range == 1..<5)
        #expect(member.node.range == 8..<12)
    }
}
