import JSON
import Testing

@testable import JSONSchema

@Suite struct MetaschemaTests {
    private static let parts = [
        "schema", "meta/core", "meta/applicator", "meta/unevaluated", "meta/validation", "meta/meta-data",
        "meta/format-annotation", "meta/format-assertion", "meta/content",
    ]

    @Test(arguments: parts) func `every part is a schema by the whole, and says its own name`(part: String) throws {
        let uri = "https://json-schema.org/draft/2020-12/" + part
        let document = try #require(Metaschema.document(uri))
        #expect(document["$id"]?.string == uri)
        #expect(try Schema(["$ref": .string(Metaschema.uri)]).violations(in: document).isEmpty)
    }

    @Test func `it knows what is no schema`() throws {
        let schema = try Schema(["$ref": .string(Metaschema.uri)])
        let value: JSONValue = ["properties": ["age": ["minimum": "0"]], "required": ["a", "a"]]
        #expect(
            schema.violations(in: value).map { $0.sentence(about: "schema") } == [
                "schema.properties.age.minimum must be a number, not a string",
                "schema.required must not have the same item twice, as at 0 and 1",
            ]
        )
        #expect(Metaschema.document("https://json-schema.org/draft/2019-09/schema") == nil)
    }
}
