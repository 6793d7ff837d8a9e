@testable import CEL
import Testing

@Suite struct NodeTests {
    @Test func `only a constant is one`() {
        #expect(Node.constant(.int(1)).constant == .int(1))
        #expect(Node.local(0).constant == nil)
    }
}
