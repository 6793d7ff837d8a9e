import HTTP
import Testing

@testable import MCP

@Suite struct AcceptedTests {
    @Test(
        arguments: [
            ("application/json", .json), ("text/event-stream", .eventStream), ("text/*", .eventStream),
            ("*/*", [.json, .eventStream]), ("application/json;q=0, text/event-stream", .eventStream),
            ("APPLICATION/JSON , text/event-stream;q=0.9", [.json, .eventStream]), ("image/png", []),
            (",;,", []),
        ] as [(String, Accepted)]
    )
    func `ranges are read with their weights`(accept: String, accepted: Accepted) {
        #expect(Accepted([.accept: accept]) == accepted)
    }

    @Test func `fields add up`() {
        var fields: HTTPFields = [.accept: "application/json"]
        fields.append(.accept, "text/event-stream")
        #expect(Accepted(fields) == [.json, .eventStream])
        #expect(Accepted([:]) == [.json, .eventStream])
    }
}
