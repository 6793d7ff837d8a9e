import Testing

@testable import MCP

@Suite struct ServerSentEventTests {
    @Test func `an event is one line of data`() {
        #expect(ServerSentEvent.text(Array("{}".utf8)) == Array("data: {}\n\n".utf8))
    }
}
