import Testing

@testable import Auth

@Suite struct SpentStatesTests {
    @Test func `a state is spent once`() {
        let states = SpentStates()
        #expect(states.spend("a") && states.spend("b"))
        #expect(!states.spend("a") && !states.spend("b"))
    }

    @Test func `the oldest is forgotten, and no more are kept than fit`() {
        let states = SpentStates()
        for number in 0..<SpentStates.limit + 2 { #expect(states.spend("\(number)")) }
        #expect(!states.spend("2") && !states.spend("\(SpentStates.limit + 1)"))
        #expect(states.spend("0"))
    }
}
