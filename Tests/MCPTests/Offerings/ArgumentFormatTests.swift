import JSON
import Testing

@testable import MCP

@Suite struct ArgumentFormatTests {
    struct Dated: CallArguments {
        @Argument("When", format: .dateTime) var when: String
    }

    @Test func `a format is checked`() throws {
        #expect(try Dated(["when": "2026-07-28T12:00:00Z"]).when == "2026-07-28T12:00:00Z")
        let mistake = #expect(throws: ArgumentMistake.self) { try Dated(["when": "tomorrow"]) }
        #expect(mistake?.text.hasPrefix("Error: when parameter must be") == true)
        #expect(Dated.schema["properties"]?["when"]?["format"] == "date-time")
    }
}
