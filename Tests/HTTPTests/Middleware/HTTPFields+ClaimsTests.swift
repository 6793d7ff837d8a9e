import Testing

@testable import HTTP

@Suite struct HTTPFieldsClaimsTests {
    @Test(arguments: HTTPFields.claims)
    func `each claim goes, however it is written and however often`(name: HTTPFieldName) throws {
        var fields: HTTPFields = ["Host": "a", "Content-Type": "b", "X-Other": "c"]
        for spelling in [name.text, name.text.lowercased(), name.text.uppercased()] {
            fields.append(try #require(HTTPFieldName(spelling)), "1.1.1.1")
        }
        fields.removeClaims()
        #expect(fields.map(\.name) == ["Host", "Content-Type", "X-Other"])
    }

    @Test func `what is no claim stays`() {
        var fields: HTTPFields = [
            "X": "a", "F": "a", "X-Real": "a", "Forwarded-For": "a", "CF-Ray": "a", "traceparent": "a",
            "X-Request-Id": "a",
        ]
        let before = fields
        fields.removeClaims()
        #expect(fields == before)
    }
}
