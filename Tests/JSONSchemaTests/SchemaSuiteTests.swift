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

    @Test(arguments: Vectors.files(in: "optional").flatMap(Vectors.groups))
    func `the optional groups pass`(group: Vectors.Group) throws {
        var settings = SchemaSettings()
        settings.documents = Vectors.remotes
        try check(group, settings)
    }

    @Test(arguments: Vectors.files(in: "optional/format").flatMap(Vectors.groups))
    func `the formats that are checked`(group: Vectors.Group) throws {
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
