import JSON
import MCP
import Testing

@testable import Everything

@Suite struct DatabaseExampleTests {
    @Test func `its planets can be queried`() async throws {
        let query: JSONObject = ["query": "SELECT name FROM planets WHERE moons > 90 ORDER BY moons DESC"]
        let result = try await DatabaseExample.tool().call(query)
        #expect(result.structured == ["columns": ["name"], "rows": [["Saturn"], ["Jupiter"]], "cut": false])
        let count = try await DatabaseExample.tool().call(["query": "SELECT count(*) AS n FROM planets"])
        #expect(count.structured?["rows"] == [[8]])
    }
}
