import Testing

@testable import App

@Suite struct ProcessStateTests {
    @Test func `a process that has just begun is starting`() {
        let state = ProcessState(start: 7)
        #expect(state.start == 7)
        #expect(state.health.phase == .starting)
    }
}
