import JSON
import Testing

@testable import MCP

@Suite struct ToolHintsTests {
    @Test func `what is not said is left out`() {
        #expect(ToolHints().json == nil)
        #expect(ToolHints.readOnly.json == ["readOnlyHint": true, "openWorldHint": false])
        #expect(
            ToolHints(destructive: false, idempotent: true).json == ["destructiveHint": false, "idempotentHint": true]
        )
    }
}
