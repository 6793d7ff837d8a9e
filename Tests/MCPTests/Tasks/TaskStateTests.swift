import JSON
import Testing

@testable import MCP

@Suite struct TaskStateTests {
    @Test(arguments: [
        (TaskState.Status.working, "working", false), (.inputRequired, "input_required", false),
        (.completed, "completed", true), (.failed, "failed", true), (.cancelled, "cancelled", true),
    ])
    func `nothing follows an end`(status: TaskState.Status, word: String, isFinal: Bool) {
        #expect(status.isFinal == isFinal)
        #expect(status.rawValue == word)
    }

    @Test func `a task begins at work, and with nothing to tell`() {
        let state = TaskState(id: "t", created: 1, updated: 2, time: .seconds(9), pollInterval: .seconds(1))
        #expect(state.status == .working && state.message == nil && state.result == nil && state.error == nil)
        #expect(state.questions.isEmpty)
    }
}
