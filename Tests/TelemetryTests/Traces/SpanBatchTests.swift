import JSON
import Testing

@testable import Telemetry

@Suite struct SpanBatchTests {
    @Test func `a span looks as the protocol wants it`() throws {
        let tracing = Tracing()
        let client = try Tracing.context(state: "a=1")
        let span = tracing.tracer.begin("GET /", .server, for: client)
        span.set("text", .string("x"))
        span.set("number", .integer(200))
        span.set("flag", .boolean(true))
        span.add("waited")
        span.link(to: client)
        span.fail("500")
        span.end()
        let batch = SpanBatch(resource: ["service.name": "forge"], version: "1.2")
        let record = try #require(tracing.spans.first)
        let own: JSONObject = [
            "traceId": "00000000000000010000000000000002", "spanId": .string(span.context.spanID.description),
            "traceState": "a=1", "parentSpanId": "0000000000000003", "flags": 1, "name": "GET /", "kind": 2,
            "startTimeUnixNano": .string("\(record.start)"), "endTimeUnixNano": .string("\(record.end)"),
            "attributes": [
                ["key": "text", "value": ["stringValue": "x"]], ["key": "number", "value": ["intValue": "200"]],
                ["key": "flag", "value": ["boolValue": true]], ["key": "error.type", "value": ["stringValue": "500"]],
            ],
            "events": [
                ["name": "waited", "timeUnixNano": .string("\(record.events[0].time)"), "attributes": []]
            ],
            "links": [
                ["traceId": "00000000000000010000000000000002", "spanId": "0000000000000003", "traceState": "a=1"]
            ],
            "status": ["code": 2],
        ]
        let scope: JSONValue = ["scope": ["name": "mcp-forge", "version": "1.2"], "spans": [.object(own)]]
        let resource: JSONValue = ["attributes": [["key": "service.name", "value": ["stringValue": "forge"]]]]
        #expect(batch.json([record]) == ["resourceSpans": [["resource": resource, "scopeSpans": [scope]]]])
    }

    @Test func `what is not there is left out`() throws {
        let tracing = Tracing()
        tracing.tracer.begin("x", .internal, for: nil).end()
        let text = JSONValue.object(SpanBatch(resource: [:], version: "1").json(tracing.spans)).text
        for key in ["parentSpanId", "traceState", "events", "links", "dropped"] { #expect(!text.contains(key)) }
        #expect(text.contains("\"status\":{}"))
    }
}
