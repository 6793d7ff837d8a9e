import Testing

@testable import HTTP

@Suite struct FieldPlacesTests {
    /// Names that are common, in several spellings, and names that are nearly so.
    private static let names = [
        "Host", "host", "Accept", "ACCEPT", "Accept2", "ccept", "Origin", "Mcp-Name", "Mcp-Method",
    ]
    private static let long = [
        "MCP-Protocol-Version", "mcp-protocol-version", "XCP-Protocol-Version", "XX-MCP-Protocol-Version",
        "X-Forwarded-Proto", "Y-Forwarded-Proto", "X-Forwarded-Protx", "X-A-Name-That-Nobody-Has",
    ]

    /// Fields as a parser finds them, and as they are when somebody appends them.
    private func made(_ list: [(String, String)]) throws -> [HTTPFields] {
        let head = "GET / HTTP/1.0\r\n" + list.map { "\($0): \($1)\r\n" }.joined() + "\r\n"
        let limits = HeadLimits(bytes: 1 << 20, fields: 1000)
        guard case .complete(let read, _) = RequestParser(limits).parse(Array(head.utf8), from: 0) else {
            throw HTTPError(.badRequest, head)
        }
        var appended: HTTPFields = [:]
        for (name, value) in list { appended.append(try #require(HTTPFieldName(name)), value) }
        return [read.fields, appended]
    }

    private func expect(_ list: [(String, String)], _ comment: Comment? = nil) throws {
        for fields in try made(list) { try expect(fields, list, comment) }
    }

    private func expect(_ fields: HTTPFields, _ list: [(String, String)], _ comment: Comment?) throws {
        for text in FieldPlaces.names + Self.names + Self.long {
            let name = try #require(HTTPFieldName(text))
            let values = list.filter { $0.0.lowercased() == text.lowercased() }.map(\.1)
            #expect(fields.count(of: name) == values.count, comment)
            #expect(fields[name] == values.first, comment)
            #expect(fields[all: name] == values, comment)
            let only: HTTPFields.Single =
                switch values.count {
                case 0: .missing
                case 1: .value(Array(values[0].utf8)[...])
                default: .several
                }
            #expect(fields.single(name) == only, comment)
        }
    }

    @Test func `every common name is found, and told from all others`() throws {
        for name in FieldPlaces.names where name != "content-length" { try expect([(name, "a")], "\(name)") }
        try expect((Self.names.dropFirst(2) + Self.long).enumerated().map { ($1, "\($0)") })
    }

    @Test func `whatever comes in whatever order, it is found as if all were looked through`() throws {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<200 {
            let names = (Self.names.dropFirst(2) + Self.long).shuffled(using: &random).prefix(.random(in: 0...17))
            let twice = names + names.shuffled().prefix(.random(in: 0...3))
            try expect(twice.enumerated().map { ($1, "\($0)") }, "\(twice)")
        }
    }

    @Test func `setting and removing leaves the others where they are`() throws {
        let list = [("Accept", "a"), ("Origin", "b"), ("accept", "c"), ("Mcp-Name", "d"), ("X-Forwarded-Proto", "e")]
        for fields in try made(list) {
            var fields = fields
            fields[.accept] = nil
            try expect(fields, Array(list[1...1] + list[3...]), "removed")
            fields[.origin] = "f"
            try expect(fields, Array(list[3...] + [("Origin", "f")]), "set")
            fields[.host] = nil
            try expect(fields, Array(list[3...] + [("Origin", "f")]), "never there")
        }
    }

    @Test func `more fields than places can say are looked through`() throws {
        for count in 250...260 {
            var list = (0..<count).map { ("X-\($0)", "x") }
            list += [("Accept", "a"), ("Origin", "b"), ("ORIGIN", "c")]
            try expect(list, "\(count)")
        }
    }

    @Test func `no three names are of one length, so that two candidates are enough`() {
        let lengths = Dictionary(grouping: FieldPlaces.names, by: \.utf8.count)
        #expect(lengths.values.allSatisfy { $0.count <= 2 })
        #expect(FieldPlaces.names.count <= 24 && FieldPlaces.names.allSatisfy { $0 == $0.lowercased() })
    }
}
