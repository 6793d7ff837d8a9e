import MCP
import Synchronization
import Testing

@Suite struct ChangesTests {
    @Test func `who listens hears every change until it is cancelled or let go`() {
        let changes = Changes()
        let heard = Mutex<[Changes.Change]>([])
        let listener = changes.listen { change in heard.withLock { $0.append(change) } }
        changes.publish(.tools)
        changes.publish(.resource(uri: "a:b"))
        listener.cancel()
        changes.publish(.prompts)
        do { _ = changes.listen { change in heard.withLock { $0.append(change) } } }
        changes.publish(.resources)
        #expect(heard.withLock { $0 } == [.tools, .resource(uri: "a:b")])
    }
}
