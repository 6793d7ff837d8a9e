import JSON
import Testing

@testable import JSONSchema

@Suite struct VocabulariesTests {
    private static let prefix = "https://json-schema.org/draft/2020-12/vocab/"

    @Test func `a metaschema says which keywords are in force`() throws {
        let metaschema: JSONValue = [
            "$vocabulary": .object([Self.prefix + "applicator": true, Self.prefix + "core": true, "urn:mine": false])
        ]
        #expect(try Vocabularies(declaredBy: metaschema, at: "") == .applicator)
        #expect(try Vocabularies(declaredBy: [:], at: "") == .standard)
    }

    @Test func `a vocabulary that is required and not known is refused`() {
        #expect(throws: SchemaError(.unsupportedVocabulary("urn:mine"), at: "/$schema")) {
            try Vocabularies(declaredBy: ["$vocabulary": ["urn:mine": true]], at: "/$schema")
        }
    }
}
