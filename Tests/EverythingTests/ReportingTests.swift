import JSON
import MCP
import Testing

@testable import Everything

@Suite struct ReportingTests {
    @Test(arguments: [
        "test_tool_with_progress", "test_tool_with_logging", "test_logging_tool", "test_reconnection",
    ])
    func `who has asked for nothing hears nothing, and gets the result`(tool: String) async throws {
        let client = EverythingClient()
        let result = try await client.call(tool)
        #expect(result["isError"] != true && result["content"]?.array?.count == 1)
        #expect(client.notifications.isEmpty)
    }

    @Test func `progress is shown in three steps that grow`() async throws {
        let client = EverythingClient(hearsAll: true)
        _ = try await client.call("test_tool_with_progress")
        #expect(client.notifications.map(\.method) == Array(repeating: "notifications/progress", count: 3))
        #expect(client.notifications.map { $0.params["progress"] } == [0.0, 50.0, 100.0])
        #expect(client.notifications.allSatisfy { $0.params["progressToken"] == "p" && $0.params["total"] == 100.0 })
    }

    @Test(arguments: [("test_tool_with_logging", 3), ("test_logging_tool", 1)])
    func `who asked for messages of the log hears them`(tool: String, count: Int) async throws {
        let client = EverythingClient(hearsAll: true)
        _ = try await client.call(tool)
        #expect(client.notifications.map(\.method) == Array(repeating: "notifications/message", count: count))
        #expect(client.notifications.allSatisfy { $0.params["level"] == "info" })
    }
}
