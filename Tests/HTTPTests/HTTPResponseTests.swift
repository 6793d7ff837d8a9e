import HTTP
import Testing

@Suite struct HTTPResponseTests {
    @Test func `an event stream says so to proxies and caches`() {
        let response = HTTPResponse.eventStream { _ in }
        #expect(response.fields[.contentType] == "text/event-stream")
        #expect(response.fields[.cacheControl] == "no-store")
        #expect(response.fields[.xAccelBuffering] == "no")
    }

    @Test func `text and JSON carry their types`() {
        #expect(HTTPResponse.text("a").fields[.contentType] == "text/plain; charset=utf-8")
        #expect(HTTPResponse.json([]).fields[.contentType] == "application/json")
    }
}
