import HTTP
import JSON
import Synchronization
import Testing

@testable import MCP

@Suite struct BatchTermsTests {
    @Test func `the slowest of the calls is blamed for a stall`() {
        let clock = SessionClock()
        let batch = BatchTerms(MCPSettings(), for: [], over: ManualExchange()) { clock.moment }
        let calls = [1, 30, 2].map { (NotedTerms(), $0) }
        for (call, time) in calls {
            batch.agree(to: call)
            clock.advance(by: .milliseconds(time))
        }
        batch.stalled(for: .milliseconds(33))
        #expect(calls.map(\.0.isBlamed) == [false, true, false])
    }

    @Test func `a late batch is answered for, request by request`() {
        let batch = BatchTerms(MCPSettings(), for: [.number(1), .string("b")], over: ManualExchange())
        let answers = batch.late().json?.array
        #expect(answers?.map { $0["id"] } == [1, "b"])
        #expect(answers?.first?["error"]?["code"] == 504)
    }

    @Test func `calls agree with the batch, and the batch with the server`() {
        let exchange = ManualExchange()
        let batch = BatchTerms(MCPSettings(), for: [], over: exchange)
        batch.agree(to: NotedTerms())
        #expect(exchange.terms == nil)
        batch.renew()
        #expect(exchange.renewals == 1)
    }
}

private final class NotedTerms: Terms {
    let limit = Duration.seconds(1)
    let cap = Duration.seconds(1)
    private let noted = Mutex(false)
    var isBlamed: Bool { noted.withLock { $0 } }
    func late() -> HTTPResponse { HTTPResponse(.serviceUnavailable) }
    func stalled(for time: Duration) { noted.withLock { $0 = true } }
}
