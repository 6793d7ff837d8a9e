import Testing

@testable import HTTP

@Suite struct HTTPFieldsTests {
    private let fields: HTTPFields = ["Accept": "a", "X-Twice": "1", "x-twice": "2"]

    @Test func `the first value is found in any case`() {
        #expect(fields["ACCEPT"] == "a")
        #expect(fields["x-Twice"] == "1")
        #expect(fields["missing"] == nil)
    }

    @Test func `every value is found in order`() {
        #expect(fields[all: "X-TWICE"] == ["1", "2"])
        #expect(fields.count(of: "X-Twice") == 2)
    }

    @Test func `setting replaces every value`() {
        var fields = fields
        fields["X-Twice"] = "3"
        #expect(fields[all: "x-twice"] == ["3"])
        fields["x-twice"] = nil
        #expect(fields["X-Twice"] == nil)
        #expect(fields.count == 1)
    }

    @Test func `a value cannot start a field of its own`() {
        let fields: HTTPFields = ["A": "b\r\nSet-Cookie: c\u{0}d"]
        #expect(fields["A"] == "b  Set-Cookie: c d")
    }

    @Test func `values compare byte for byte`() {
        #expect(fields.holds(.accept, "a"))
        #expect(!fields.holds(.accept, "A"))
        #expect(!fields.holds(.accept, "ab"))
        #expect(!fields.holds(.host, ""))
        #expect(fields.bytes(of: .accept).map(Array.init) == Array("a".utf8))
    }

    @Test func `fields are equal when names and values are, in order`() {
        #expect(fields == ["accept": "a", "X-TWICE": "1", "X-TWICE": "2"])
        #expect(fields != ["accept": "a", "X-TWICE": "2", "X-TWICE": "1"])
    }

    @Test func `names keep their spelling`() {
        #expect(fields.map(\.name) == ["Accept", "X-Twice", "x-twice"])
    }
}
