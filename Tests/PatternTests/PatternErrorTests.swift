import Pattern
import Testing

@Suite struct PatternErrorTests {
    @Test func `an error is told by its reason alone`() {
        #expect("\(PatternError("it is longer than 4096 bytes"))" == "it is longer than 4096 bytes")
    }
}
