import Synchronization
import Telemetry
import Testing

@testable import HTTP

@Suite struct TracedExchangeTests {
    @Test func `it is the exchange that it stands before`() {
        let span = Tracing().tracer.begin("x", .server, for: nil)
        let inner = NotingExchange()
        let exchange = TracedExchange(exchange: inner, span: span)
        exchange.note(.caller(.trusted))
        #expect(exchange.keepsRecord && exchange.trace == span.context && inner.trace == nil)
        #expect(inner.facts.withLock { $0.count } == 1)
        #expect(exchange.repeats === inner.repeats && exchange.repeats != nil)
        exchange.stop()
        #expect(inner.isStopped.withLock { $0 } && exchange.age == .seconds(7))
    }
}
