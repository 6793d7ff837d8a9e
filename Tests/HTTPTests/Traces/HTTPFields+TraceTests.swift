import Telemetry
import Testing

@testable import HTTP

@Suite struct HTTPFieldsTraceTests {
    @Test func `a trace is read from header fields`() throws {
        var fields: HTTPFields = ["Traceparent": traceparent, "tracestate": "a=1", "baggage": "x=1"]
        fields.append("TraceState", "b=2")
        let trace = try #require(fields.trace)
        #expect(trace.parent == traceparent && trace.state == "a=1,b=2" && trace.baggage == "x=1")
    }

    @Test func `of two parents neither counts`() {
        var fields: HTTPFields = ["traceparent": traceparent]
        fields.append("traceparent", traceparent)
        #expect(fields.trace == nil && HTTPFields().trace == nil)
    }

    @Test func `another server hears of the trace, and not of the baggage`() throws {
        let incoming: HTTPFields = ["traceparent": traceparent, "tracestate": "a=1", "baggage": "user=1"]
        var fields: HTTPFields = ["tracestate": "old=1"]
        fields.go(on: try #require(incoming.trace))
        #expect(fields["traceparent"] == traceparent && fields[all: "tracestate"] == ["a=1"])
        #expect(fields["baggage"] == nil)
    }
}
