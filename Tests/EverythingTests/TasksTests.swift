import JSON
import MCP
import Testing

@testable import Everything

@Suite struct TasksTests {
    @Test func `for a client that does not follow tasks, work is part of the call`() async throws {
        let client = EverythingClient()
        #expect(try await client.text(of: "greet", ["name": "Ada"]) == "Hello, Ada!")
        let slow = try await client.text(of: "slow_compute", ["seconds": 0.01, "label": "sum"])
        #expect(slow == "sum: done after 0.01 seconds")
    }

    @Test(arguments: ["failing_job", "protocol_error_job"])
    func `what is a task only needs a client that follows them`(tool: String) async throws {
        await #expect(throws: RPCError.self) { try await EverythingClient().call(tool) }
    }

    @Test(arguments: [(true, "Deleted a.txt."), (false, "Kept a.txt.")])
    func `nothing is deleted unasked`(agrees: Bool, expected: String) async throws {
        let client = EverythingClient(answers: ["confirm": EverythingClient.accept(["ok": .bool(agrees)])])
        #expect(try await client.text(of: "confirm_delete", ["filename": "a.txt"]) == expected)
        #expect(client.question("confirm")?["message"] == "Delete a.txt?")
        #expect(try await EverythingClient().text(of: "confirm_delete", ["filename": "a.txt"]) == "Kept a.txt.")
    }

    @Test func `questions of a task are answered as those of a call`() async throws {
        let name = EverythingClient.accept(["name": "Ada"])
        let client = EverythingClient(
            answers: ["name": name, "color": EverythingClient.accept(["color": "blue"]), "user_name": name]
        )
        #expect(try await client.text(of: "multi_input") == "Ada likes blue.")
        #expect(try await client.text(of: "test_tool_with_task") == "Hello, Ada!")
        #expect(try await EverythingClient().text(of: "multi_input") == "Somebody likes no colour.")
    }
}
