import HTTP
import JSON
import Testing

@testable import MCP

@Suite struct ConversationTests {
    private func accept(_ line: String, limit: Int = 64) async throws -> [Outbox.Message] {
        let outbox = Outbox()
        var settings = MCPSettings()
        settings.callsPerConnection = limit
        let conversation = Conversation(
            with: try makeServer(),
            as: .trusted,
            settings,
            through: outbox,
            timers: ManualTimers(),
            on: nil,
            telling: nil
        )
        await conversation.accept(Array(line.utf8))
        outbox.close()
        return await outbox.next() ?? []
    }

    @Test func `a call that never waits is answered when it is accepted`() async throws {
        #expect(try await accept(currentCall("tools/list").text).count == 1)
    }

    @Test func `a limit of nothing still lets one call run`() async throws {
        #expect(try await accept(currentCall("tools/list").text, limit: 0).count == 1)
    }

    @Test func `the level of 2026-07-28 is not asked of earlier clients`() async throws {
        let answer = try await accept(
            #"{"jsonrpc":"2.0","id":1,"method":"ping","params":{"_meta":{"io.modelcontextprotocol/logLevel":"loud"}}}"#
        )
        #expect(answer.first?.error == nil)
    }
}
