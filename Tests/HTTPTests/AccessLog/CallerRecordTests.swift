import HTTP
import Synchronization
import Testing

@Suite struct CallerRecordTests {
    private final class Notes: Exchange {
        let facts = Mutex<[Caller]>([])
        func note(_ fact: RequestFact) {
            if case .caller(let caller) = fact { facts.withLock { $0.append(caller) } }
        }
        func agree(to terms: any Terms) {}
        func renew() {}
        func onDrain(_ action: @escaping @Sendable () -> Void) {}
        var timers: any Timers { PoolTimers() }
        var executor: (any TaskExecutor)? { nil }
    }
    private struct Forbidding: HTTPHandler {
        func respond(to request: HTTPRequest) async -> HTTPResponse { HTTPResponse(.forbidden) }
    }

    @Test func `who is refused further in has a name`() async {
        let notes = Notes()
        var request = HTTPRequest(.get, "/")
        request.caller = .token(Identity(subject: "ada", scopes: []))
        request.exchange = notes
        let router = Router([Route.any("/", Forbidding())].behind([CallerRecord()]))
        #expect(await router.respond(to: request).status == .forbidden)
        #expect(notes.facts.withLock { $0 } == [request.caller])
    }
}
