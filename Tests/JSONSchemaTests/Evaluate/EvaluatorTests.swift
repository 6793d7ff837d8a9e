import JSON
import JSONSchema
import Testing

@Suite struct EvaluatorTests {
    /// A schema that applies twice as many subschemas with each of sixty levels.
    private static func doubling(_ keyword: String) -> JSONValue {
        var definitions: JSONObject = ["d60": ["type": "integer"]]
        for level in 0..<60 {
            let next: JSONValue = ["$ref": .string("#/$defs/d\(level + 1)")]
            definitions["d\(level)"] = .object(JSONObject([JSONObject.Member(keyword, [next, next])]))
        }
        return ["$defs": .object(definitions), "$ref": "#/$defs/d0"]
    }

    private static let wrongType = Violation("must be an integer, not a string", by: "/$defs/d60/type")

    @Test(.timeLimit(.minutes(1)), arguments: ["allOf", "anyOf", "oneOf"])
    func `a schema that doubles the work with every level is given up`(keyword: String) throws {
        let schema = try Schema(Self.doubling(keyword))
        #expect(schema.violations(in: "x") == [keyword == "allOf" ? Self.wrongType : .tooComplex])
        #expect(schema.accepts(1) == (keyword == "anyOf"))
    }

    @Test(.timeLimit(.minutes(1))) func `what is given up inside not is no answer`() throws {
        var schema = try #require(Self.doubling("anyOf").object)
        schema["$ref"] = nil
        schema["not"] = ["$ref": "#/$defs/d0"]
        #expect(try Schema(.object(schema)).violations(in: "x") == [.tooComplex])
    }

    @Test func `a dynamic reference to itself is given up`() throws {
        let schema = try Schema(["$dynamicAnchor": "x", "$dynamicRef": "#x"])
        #expect(schema.violations(in: 1) == [.tooComplex])
    }

    @Test func `a value that is nested too deep is given up`() throws {
        let schema = try Schema(["items": ["$ref": "#"]])
        let value = (0..<600).reduce(into: JSONValue.array([])) { value, _ in value = .array([value]) }
        #expect(schema.violations(in: value) == [.tooComplex])
        let usual = (0..<127).reduce(into: JSONValue.array([])) { value, _ in value = .array([value]) }
        #expect(schema.accepts(usual))
    }

    @Test(.timeLimit(.minutes(1))) func `values that are dear to check are given up`() throws {
        let pattern = try Schema(["pattern": "a[ab]{400}c"])
        #expect(pattern.violations(in: .string(String(repeating: "ab", count: 500_000))) == [.tooComplex])
        let families = (0..<200).map { JSONObject.Member("^a{\($0)}b", true) }
        let members = (0..<5_000).map { JSONObject.Member("aaaaaaaa\($0)", 1) }
        let names = try Schema(["patternProperties": .object(JSONObject(families))])
        #expect(names.violations(in: .object(JSONObject(members))) == [.tooComplex])
        let required = try Schema(["required": .array((0..<1_000).map { .string("aaaaaaaa\(4_000 + $0)") })])
        var settings = SchemaSettings()
        settings.stepLimit = 10_000
        let strict = try Schema(
            ["required": .array((0..<1_000).map { .string("aaaaaaaa\(4_000 + $0)") })],
            settings: settings
        )
        #expect(required.accepts(.object(JSONObject(members))))
        #expect(strict.violations(in: .object(JSONObject(members))) == [.tooComplex])
    }

    @Test func `a schema that is false allows nothing`() throws {
        #expect(try Schema(false).violations(in: 1).map(\.message) == ["is not allowed"])
        #expect(try Schema(true).accepts(1))
    }

    @Test func `a mistake does not make others of what it left unevaluated`() throws {
        let schema = try Schema([
            "$ref": "#/$defs/a", "$defs": ["a": ["properties": ["a": ["type": "string"]]]],
            "unevaluatedProperties": false,
        ])
        #expect(
            schema.violations(in: ["a": 1]).map { $0.sentence(about: "it") } == [
                "it.a must be a string, not an integer"
            ]
        )
    }
}
