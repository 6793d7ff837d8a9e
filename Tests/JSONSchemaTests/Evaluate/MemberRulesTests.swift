import Testing

@testable import JSONSchema

@Suite struct MemberRulesTests {
    @Test(arguments: [3, 100]) func `a property is found by its exact name`(count: Int) {
        let table = PropertyTable((0..<count).map { ("k\($0)", $0) } + [("é", count)])
        #expect(table["k2"] == 2)
        #expect(table["é"] == count)
        #expect(table["e\u{301}"] == nil)
        #expect(table["k\(count)"] == nil)
        #expect(table.names.count == count + 1)
    }
}
