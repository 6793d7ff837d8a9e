import Testing

@testable import Telemetry

@Suite struct TracerTests {
    @Test func `a step below a client's goes on with its trace`() throws {
        let tracing = Tracing()
        let client = try Tracing.context(state: "a=1")
        let span = tracing.tracer.begin("x", .server, for: client)
        #expect(span.context.traceID == client.traceID && span.context.spanID != client.spanID)
        #expect(span.context.state == "a=1" && span.isKept)
        span.end()
        #expect(tracing.spans.first?.parent == client.spanID)
    }

    @Test func `the first step has no parent, and a trace of its own`() {
        let tracing = Tracing()
        let (one, other) = (tracing.tracer.begin("x", .server, for: nil), tracing.tracer.begin("x", .server, for: nil))
        #expect(one.context.traceID != other.context.traceID)
        one.end()
        #expect(tracing.spans.first?.parent == .some(nil))
    }

    @Test func `what a client does not keep is not kept here`() throws {
        let tracing = Tracing()
        let span = tracing.tracer.begin("x", .server, for: try Tracing.context(sampled: false))
        #expect(!span.isKept && span.context.parent.hasSuffix("-00"))
        #expect(!tracing.tracer.begin("y", .internal, within: span.context).isKept)
        span.end()
        #expect(tracing.spans.isEmpty)
    }

    @Test func `a client decides only where it is followed`() throws {
        let client = try Tracing.context(sampled: true)
        #expect(Tracing(ratio: 0).tracer.begin("x", .server, for: client).isKept)
        #expect(!Tracing(ratio: 0, followsClients: false).tracer.begin("x", .server, for: client).isKept)
    }

    @Test(arguments: [(0, 0...0), (0.1, 800...1200), (0.5, 4800...5200), (1, 10_000...10_000)])
    func `the part of traces that is kept is the one asked for`(ratio: Double, range: ClosedRange<Int>) {
        let tracing = Tracing(ratio: ratio)
        #expect(range.contains((0..<10_000).count { _ in tracing.tracer.begin("x", .server, for: nil).isKept }))
    }

    @Test func `every system with the same ratio keeps the same traces`() {
        let (one, other) = (Tracing(ratio: 0.5), Tracing(ratio: 0.5, followsClients: false))
        for _ in 0..<100 {
            let first = one.tracer.begin("x", .server, for: nil)
            #expect(other.tracer.begin("y", .server, for: first.context).isKept == first.isKept)
        }
    }
}
