import FoundationEssentials
import JSON
import JSONSchema
import Testing

/// What `docs/json-schema.md` shows is what happens.
@Suite struct DocumentationTests {
    private func blocks(_ language: String) throws -> [String] {
        let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        let page = try #require(FileManager.default.contents(atPath: "/\(root)/docs/json-schema.md"))
        return String(decoding: page, as: UTF8.self).split(separator: "```\(language)\n").dropFirst().compactMap {
            $0.split(separator: "\n```").first.map(String.init)
        }
    }

    @Test func `the arguments of the example are refused in the words of the example`() throws {
        let json = try blocks("json")
        let words = try #require(try blocks("text").first)
        #expect(json.count == 2)
        let schema = try Schema(JSONValue(parsing: json[0]))
        let violations = schema.violations(in: try JSONValue(parsing: json[1]))
        #expect(violations.map { $0.sentence(about: "arguments") } == words.split(separator: "\n").map(String.init))
    }
}
