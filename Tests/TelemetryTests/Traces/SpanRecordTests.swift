import Testing

@testable import Telemetry

@Suite struct SpanRecordTests {
    @Test func `everything in it is bounded`() throws {
        let tracing = Tracing()
        let span = tracing.tracer.begin(String(repeating: "n", count: 2000), .server, for: nil)
        for number in 0..<70 { span.set("key\(number)", .string(String(repeating: "é", count: 600))) }
        for number in 0..<40 { span.add("event\(number)") }
        for _ in 0..<20 { span.link(to: try Tracing.context()) }
        span.end()
        let record = try #require(tracing.spans.first)
        #expect(record.name.utf8.count == 1024)
        #expect(record.attributes.count == 64 && record.droppedAttributes == 6)
        #expect(
            record.attributes.allSatisfy {
                if case .string(let text) = $0.value { text.utf8.count <= 1026 } else { false }
            }
        )
        #expect(record.events.count == 32 && record.droppedEvents == 8 && record.links.count == 8)
    }
}
