import JSON
import Testing

@testable import MCP

@Suite struct TaskStateJSONTests {
    private var state: TaskState {
        TaskState(id: "t", created: 0, updated: 60, time: .seconds(9), pollInterval: .milliseconds(1500))
    }

    @Test func `times are those of people, durations are milliseconds`() {
        #expect(
            state.json == [
                "taskId": "t", "status": "working", "createdAt": "1970-01-01T00:00:00Z",
                "lastUpdatedAt": "1970-01-01T00:01:00Z", "ttlMs": 9000, "pollIntervalMs": 1500,
            ]
        )
    }

    @Test(arguments: [TaskState.Status.working, .inputRequired, .completed, .failed, .cancelled])
    func `what has come of it stands beside its status, and nothing else does`(status: TaskState.Status) {
        var state = state
        state.status = status
        state.message = "hm"
        state.result = ["a": 1]
        state.error = RPCError(code: -1, "no")
        state.questions = ["k": [:]]
        let more = state.detailed.members.map(\.key).filter { state.json[$0] == nil }
        let expected: [TaskState.Status: [String]] = [
            .inputRequired: ["inputRequests"], .completed: ["result"], .failed: ["error"],
        ]
        #expect(more == expected[status] ?? [])
        #expect(state.json["statusMessage"] == "hm")
    }
}
