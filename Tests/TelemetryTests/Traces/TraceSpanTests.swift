import Testing

@testable import Telemetry

@Suite struct TraceSpanTests {
    private let tracing = Tracing()

    @Test func `it says what it was, and when`() throws {
        let span = tracing.tracer.begin("tools/call", .server, for: nil)
        span.set("a", .string("1"))
        span.set("a", .integer(2))
        span.rename("tools/call add")
        span.add("waited", ["for": .boolean(true)])
        span.link(to: try Tracing.context())
        span.fail("tool_error")
        span.end()
        let record = try #require(tracing.spans.first)
        #expect(record.name == "tools/call add" && record.kind == .server && record.hasFailed)
        #expect(record.attributes.map(\.key) == ["a", "error.type"] && record.attributes[0].value == .integer(2))
        #expect(record.events.map(\.name) == ["waited"] && record.links.count == 1)
        #expect(record.end > record.start)
    }

    @Test func `it ends once, or when it is let go`() {
        let span = tracing.tracer.begin("x", .internal, for: nil)
        span.end()
        span.set("late", .boolean(true))
        span.end()
        #expect(tracing.spans.map(\.attributes.count) == [0])
        do { _ = tracing.tracer.begin("y", .internal, for: nil) }
        #expect(tracing.spans.map(\.name) == ["y"])
    }

    @Test func `nobody reads what nobody keeps`() throws {
        let span = tracing.tracer.begin("x", .server, for: try Tracing.context(sampled: false))
        span.set("a", .string("b"))
        span.add("c")
        span.end()
        #expect(tracing.spans.isEmpty)
    }
}
