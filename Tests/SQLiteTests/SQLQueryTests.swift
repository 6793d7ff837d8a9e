import JSON
import MCP
import Testing

@testable import SQLite

@Suite struct SQLQueryTests {
    private func query(_ text: String) async throws -> ToolResult {
        try await SQLQuery(Database(script: "CREATE TABLE t (a); INSERT INTO t VALUES (1)")).call([
            "query": .string(text)
        ])
    }

    @Test func `what is found is data`() async throws {
        #expect(try await query("SELECT a FROM t").structured == ["columns": ["a"], "rows": [[1]], "cut": false])
    }

    @Test func `a mistake is for the model`() async throws {
        let result = try await query("DELETE FROM t")
        #expect(result.isError && result.text == "Error: only statements that read are allowed")
    }
}
