import JSON
import MCP
import Platform
import Testing

@testable import App

/// `docs/tools.md` shows `Search.swift` word for word.
@Suite struct SearchTests {
    @Test func `it keeps its schema`() async throws {
        #expect(try await Search().call(["name": "Ada"]) == "Searching for {\"name\":\"Ada\"}".result)
        #expect(try await Search().call(["name": "Ada", "number": 1]).isError)
    }

    @Test func `the documentation shows it`() throws {
        let top = #filePath.dropLast("/Tests/AppTests/Tools/SearchTests.swift".count)
        func text(of path: String) throws -> String {
            String(decoding: try FileSystem.read(top + path, limit: 1 << 20), as: UTF8.self)
        }
        let source = try text(of: "/Tests/AppTests/Tools/Search.swift")
        #expect(try text(of: "/docs/tools.md").contains(String(source.split(separator: "\n\n", maxSplits: 1)[1])))
    }
}
