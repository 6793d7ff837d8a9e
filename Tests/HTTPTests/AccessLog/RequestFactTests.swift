import HTTP
import Testing

@Suite struct RequestFactTests {
    @Test func `a call has a method and a revision, and perhaps more`() {
        let call = CallFact("tools/list", revision: "2026-07-28")
        #expect(call.name == nil && call.traceID == nil)
    }
}
