import JSON
import JSONSchema
import Testing

/// The public JSON-Schema-Test-Suite, draft 2020-12.
@Suite(.enabled(if: Vectors.arePresent, Vectors.absence))
struct SchemaSuiteTests {
    @Test func `the suite is complete`() {
        #expect(Vectors.files(in: "").count == 46)
        #expect(Vectors.remotes.count >= 20)
    }

    @Test(arguments: Vectors.required)
    func `every required group passes`(group: Vectors.Group) throws {
        var settings = SchemaSettings()
        settings.documents = Vectors.remotes
        try check(group, settings)
    }

    /// Of the optional files, those that ask for what is left out (docs/json-schema.md says why).
    private static let leftOut: Set = ["optional/cross-draft", "optional/dependencies-compatibility"]
    private static let formatsLeftOut: Set = [
        "optional/format/idn-email", "optional/format/idn-hostname", "optional/format/iri",
        "optional/format/iri-reference", "optional/format/uri-template",
    ]
    /// Valid for ECMA-262, and not to be matched in linear time.
    private static let groupsLeftOut: Set = [
        "optional/format/ecmascript-regex: ECMA 262 named groups and backreferences are valid",
        "optional/format/ecmascript-regex: ECMA 262 lookbehind is valid, including variable width",
    ]

    @Test(arguments: Vectors.files(in: "optional").filter { !leftOut.contains($0) }.flatMap(Vectors.groups))
    func `optional groups pass`(group: Vectors.Group) throws {
        var settings = SchemaSettings()
        settings.documents = Vectors.remotes
        try check(group, settings)
    }

    @Test(
        arguments: Vectors.files(in: "optional/format").filter { !formatsLeftOut.contains($0) }.flatMap(Vectors.groups)
    )
    func `formats are checked when that is asked for`(group: Vectors.Group) throws {
        guard !Self.groupsLeftOut.contains(group.name) else { return }
        var settings = SchemaSettings()
        settings.assertsFormats = true
        try check(group, settings)
    }

    private func check(_ group: Vectors.Group, _ settings: SchemaSettings) throws {
        let schema = try Schema(group.schema, settings: settings)
        for test in group.tests {
            let value = try #require(test["data"])
            let violations = schema.violations(in: value)
            let comment = Comment(rawValue: "\(group.name): \(test["description"]?.string ?? "")")
            #expect(violations.isEmpty == test["valid"]?.bool, comment)
            #expect(!violations.contains(.tooComplex), comment)
        }
    }
}
