import JSON
import Testing

@testable import MCP

@Suite struct JSONParserMessagesTests {
    @Test func `a message with the words of the protocol reads as any other text`() throws {
        let text =
            Array(
                #"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"x","#
                    .utf8
            ) + Array(#""_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28"}}}"#.utf8)
        #expect(try JSONParser.messages.parse(text.span) == JSONParser().parse(text.span))
    }

    @Test func `a message with too many values is refused`() {
        let text = Array(("[" + String(repeating: "0,", count: 100_000) + "0]").utf8)
        #expect(throws: JSONError.self) { try JSONParser.messages.parse(text.span) }
    }
}
