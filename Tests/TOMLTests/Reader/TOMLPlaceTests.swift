import Testing

@testable import TOML

@Suite struct TOMLPlaceTests {
    @Test func `a value is in the document, or comes from a variable`() {
        #expect(TOMLNode(.integer(1), at: 3..<4).place == TOMLPlace(range: 3..<4))
        #expect(TOMLNode(.integer(1), at: 0..<0, from: "V").place == TOMLPlace(range: 0..<0, variable: "V"))
    }

    @Test func `the place of a key is not that of its value`() {
        let member = TOMLMembers.Member(key: TOMLKey("a", at: 0..<1), node: TOMLNode(.integer(1), at: 4..<5))
        #expect(member.place == TOMLPlace(range: 0..<1))
    }
}
