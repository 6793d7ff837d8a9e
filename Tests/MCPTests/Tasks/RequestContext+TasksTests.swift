import HTTP
import JSON
import Testing

@testable import MCP

@Suite struct RequestContextTasksTests {
    private let task = LongTask(
        TaskState(id: "t", created: 1, updated: 1, time: .seconds(9), pollInterval: .seconds(1)),
        of: "trusted"
    ) { 7 }

    @Test func `where no task can be made, the work is part of the call`() async throws {
        let result = try await RequestContext().asTask { _ in "done" }
        #expect(result == "done")
        await #expect(throws: AskingError.missing(.tasks)) {
            try await RequestContext().asTask(required: true) { _ in "done" }
        }
    }

    @Test func `the work gets a task once, and a task within it is part of it`() async throws {
        var context = RequestContext()
        context.makesTasks = true
        let work = await #expect(throws: BecomesTask.self) {
            try await context.asTask(for: .seconds(3)) { inner in try await inner.asTask { _ in "done" } }
        }
        #expect(work?.time == .seconds(3))
        #expect(try await work?.body(context.within(task)) == "done".result)
    }

    @Test func `progress is what the task says of itself, and nothing is logged`() {
        var context = RequestContext()
        context.level = .debug
        let inner = context.within(task)
        inner.log(.error, "unheard")
        inner.progress(1, of: 2, "half")
        inner.progress(2, of: 2)
        #expect(task.state.message == "half" && task.state.updated == 7)
    }
}
