import JSON
import Testing

@testable import MCP

@Suite struct ListenFilterTests {
    @Test func `wishes are read, and repeated as far as they say something`() throws {
        let wishes: JSONValue = [
            "toolsListChanged": true, "promptsListChanged": false, "resourceSubscriptions": ["a:b"], "taskIds": [],
            "more": 1,
        ]
        let filter = try ListenFilter(["notifications": wishes], limit: 1)
        #expect(filter.json == ["toolsListChanged": true, "resourceSubscriptions": ["a:b"]])
    }

    @Test(
        arguments: [
            [:], ["notifications": []], ["notifications": ["toolsListChanged": 1]],
            ["notifications": ["resourceSubscriptions": "a:b"]], ["notifications": ["resourceSubscriptions": [1]]],
            ["notifications": ["resourceSubscriptions": ["a:b", "a:c", "a:d"]]], ["notifications": ["taskIds": .null]],
        ] as [JSONObject]
    )
    func `what is malformed or too much is refused`(params: JSONObject) {
        let error = #expect(throws: RPCError.self) { try ListenFilter(params, limit: 2) }
        #expect(error?.code == -32602)
    }

    @Test func `as many as the limit are taken`() throws {
        #expect(try ListenFilter(["notifications": ["taskIds": ["a", "b"]]], limit: 2).taskIDs.count == 2)
    }
}
