import HTTP
import JSON
import Synchronization
import Testing

@testable import MCP

@Suite struct RequestContextTests {
    private func sent(_ act: (RequestContext) -> Void, _ change: (inout RequestContext) -> Void) -> [RPCNotification] {
        let notes = Mutex<[RPCNotification]>([])
        withoutActuallyEscaping(act) { act in
            var context = RequestContext()
            let sink = Sink()
            context.notify = { sink.add($0) }
            change(&context)
            act(context)
            notes.withLock { $0 = sink.all }
        }
        return notes.withLock { $0 }
    }
    private final class Sink: Sendable {
        private let notes = Mutex<[RPCNotification]>([])
        func add(_ note: RPCNotification) { notes.withLock { $0.append(note) } }
        var all: [RPCNotification] { notes.withLock { $0 } }
    }

    @Test func `progress goes where the token says`() {
        let notes = sent({ $0.progress(50, of: 100, "half") }, { $0.progressToken = .string("p") })
        #expect(
            notes == [
                RPCNotification(
                    method: "notifications/progress",
                    params: ["progressToken": "p", "progress": 50.0, "total": 100.0, "message": "half"]
                )
            ]
        )
    }

    @Test func `without a token there is no progress`() {
        #expect(sent({ $0.progress(1) }, { _ in }).isEmpty)
    }

    @Test func `the first revision knows no message of progress`() {
        let notes = sent(
            { $0.progress(1, nil) },
            {
                $0.progressToken = .number(1)
                $0.version = .v2024_11_05
            }
        )
        #expect(notes.first?.params["message"] == nil)
    }

    @Test func `messages reach those who asked for their level`() {
        #expect(sent({ $0.log(.info, "x") }, { _ in }).isEmpty)
        #expect(sent({ $0.log(.debug, "x") }, { $0.level = .info }).isEmpty)
        let notes = sent({ $0.log(.error, "x", from: "disk") }, { $0.level = .info })
        #expect(notes.first?.params == ["level": "error", "data": "x", "logger": "disk"])
    }
}
