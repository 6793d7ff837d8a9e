import Platform
import Testing

/// The pages show examples from `Sources/Everything` word for word.
@Suite struct DocumentationTests {
    private func text(of path: String) throws -> String {
        let top = #filePath.dropLast("/Tests/EverythingTests/DocumentationTests.swift".count)
        return String(decoding: try FileSystem.read(top + "/" + path, limit: 1 << 20), as: UTF8.self)
    }

    @Test(arguments: [
        ("resources", "Resources", 2), ("prompts", "Prompts", 2), ("asking", "SigningIn", 1),
        ("sessions", "Reporting", 1),
    ])
    func `examples in the pages are those that run`(page: String, file: String, count: Int) throws {
        let source = try text(of: "Sources/Everything/\(file).swift")
        let blocks = try text(of: "docs/\(page).md").split(separator: "```swift\n").dropFirst()
        let examples = blocks.compactMap { $0.split(separator: "```").first }.filter { $0.contains("struct") }
        // Those of a page may stand within an `enum`.
        let inner = examples.map { "    " + $0.replacing("\n", with: "\n    ").replacing("\n    \n", with: "\n\n") }
        let shown = zip(examples, inner).filter { source.contains($0) || source.contains($1.dropLast(4)) }
        #expect(shown.count == count)
    }

    @Test func `the table of files is whole`() throws {
        let page = try text(of: "docs/everything.md")
        for file in [
            "Content", "Reporting", "Schemas", "Asking", "SigningIn", "RoundTrips", "Resources", "Prompts", "Changing",
            "Tasks", "DatabaseExample",
        ] {
            #expect(page.contains("`\(file).swift`"))
        }
    }
}
