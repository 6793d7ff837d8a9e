import JSON
import Synchronization
import Testing

@testable import MCP

@Suite struct OpenSubscriptionTests {
    @Test func `it ends once, at the latest when it is let go`() {
        let ends = Mutex(0)
        var open: OpenSubscription? = OpenSubscription([:]) { ends.withLock { $0 += 1 } }
        open?.end()
        open?.end()
        open = nil
        #expect(ends.withLock { $0 } == 1)
        open = OpenSubscription([:]) { ends.withLock { $0 += 1 } }
        open = nil
        #expect(open == nil && ends.withLock { $0 } == 2)
    }
}
