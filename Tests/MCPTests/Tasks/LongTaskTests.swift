import JSON
import Testing

@testable import MCP

@Suite struct LongTaskTests {
    private func make() throws -> LongTask { try TaskStore(timers: ManualTimers()) { 5 }.make(for: "a") }

    @Test func `what has ended changes no more`() throws {
        let task = try make()
        task.cancel()
        task.say("late")
        #expect(task.state.status == .cancelled && task.state.message == nil)
    }

    @Test func `a question of a cancelled task comes to nothing`() async throws {
        let task = try make()
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.result(of: "m", [:], as: "k") }
    }

    @Test func `a key that was asked before gets a number`() async throws {
        let task = try make()
        for key in ["k", "k-2"] {
            let asked = Gate()
            let listener = task.listen { if $0.questions[key] != nil { asked.open() } }
            async let answer = task.result(of: "m", [:], as: "k")
            await asked.wait()
            task.forget(listener)
            task.answer([key: ["v": 1]])
            #expect(try await answer == ["v": 1])
        }
        #expect(task.state.status == .working && task.state.questions.isEmpty)
    }
}
