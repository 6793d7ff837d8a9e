import JSON
import Testing

@testable import MCP

@Suite struct TaskStoreTests {
    @Test func `a store has room for so many, and each principal for its own`() throws {
        var settings = TaskSettings()
        (settings.limit, settings.perPrincipal) = (3, 2)
        let store = TaskStore(settings, timers: ManualTimers()) { 0 }
        let first = try store.make(for: "a")
        _ = try store.make(for: "a")
        #expect(throws: RPCError.busy) { try store.make(for: "a") }
        _ = try store.make(for: "b")
        #expect(throws: RPCError.busy) { try store.make(for: "c") }
        #expect(store.all(of: "a").count == 2 && store.count == 3)
        #expect(store.find(first.id, of: "a") != nil && store.find(first.id, of: "b") == nil)
    }

    @Test func `principals are compared byte by byte`() throws {
        let store = TaskStore(timers: ManualTimers()) { 0 }
        let task = try store.make(for: "token:\u{e9}")
        #expect(store.find(task.id, of: "token:e\u{301}") == nil)
        while (try? store.make(for: "token:\u{e9}")) != nil {}
        #expect((try? store.make(for: "token:e\u{301}")) != nil)
    }

    @Test func `nobody gets more time than there is`() throws {
        let store = TaskStore(timers: ManualTimers()) { 0 }
        #expect(try store.make(for: "a", time: .seconds(1_000_000)).state.time == .seconds(3600))
        #expect(try store.make(for: "a", time: .zero).state.time == .seconds(1))
        #expect(Set(try (0..<50).map { _ in try store.make(for: "a").id }).count == 50)
    }
}
