import Testing

@testable import HTTP

@Suite struct HTTPFieldsSingleTests {
    private let fields: HTTPFields = ["Once": "a", "Twice": "b", "twice": "b", "Mcp-Param-A-Long-Name": "c"]

    @Test func `a field that may come once is there, missing, or there too often`() {
        #expect(fields.single("once") == .value(Array("a".utf8)[...]))
        #expect(fields.single("never") == .missing)
        #expect(fields.single("TWICE") == .several)
        #expect(fields.single("mcp-param-a-long-name") == .value(Array("c".utf8)[...]))
        #expect(fields.single("ncp-param-a-long-name") == .missing)
    }

    @Test(arguments: [
        ("Once", "a", HTTPFields.Agreement.equal), ("Once", "A", .different), ("Once", "", .different),
        ("Once", "ab", .different), ("Twice", "b", .several), ("Never", "", .missing),
    ])
    func `a value agrees byte for byte`(name: String, text: String, agreement: HTTPFields.Agreement) throws {
        let name = try #require(HTTPFieldName(name))
        #expect(fields.agreement(of: name, with: text) == agreement)
    }
}
