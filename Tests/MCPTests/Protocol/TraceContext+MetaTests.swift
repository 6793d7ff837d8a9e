import JSON
import Telemetry
import Testing

@testable import MCP

@Suite struct TraceContextMetaTests {
    private static let parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"

    @Test func `a trace is read from _meta`() throws {
        let params: JSONObject = [
            "_meta": ["traceparent": .string(Self.parent), "tracestate": "a=1", "baggage": "b=2"]
        ]
        let trace = try #require(RequestMeta(params).trace)
        #expect(
            trace.traceID.description == "4bf92f3577b34da6a3ce929d0e0e4736" && trace.state == "a=1"
                && trace.baggage == "b=2"
        )
    }

    @Test(
        arguments: [
            "", "00", parent.uppercased(), parent + "-1", "ff" + parent.dropFirst(2),
            "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        ]
    )
    func `what is no parent is as if it were not there`(parent: String) {
        #expect(TraceContext(["traceparent": .string(parent)]) == nil)
    }

    @Test func `what is too long or no text is left out`() {
        let long = JSONValue.string(String(repeating: "a", count: 8193))
        let trace = TraceContext(["traceparent": .string(Self.parent), "tracestate": long, "baggage": 5])
        #expect(trace != nil && trace?.state == nil && trace?.baggage == nil)
    }

    @Test func `a failure is logged with its trace`() async throws {
        let records = Records()
        let failing = Scripted { _ in throw NotFound() }
        let endpoint = MCPEndpoint(try makeServer(tools: [failing], log: records.logger))
        let call = currentCall("tools/call", ["name": "scripted"], meta: ["traceparent": .string(Self.parent)])
        _ = await endpoint.respond(to: post(call))
        #expect(records.all.first?.2["trace_id"] == "4bf92f3577b34da6a3ce929d0e0e4736")
    }
}
