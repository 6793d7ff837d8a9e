import HTTP
import Testing

@testable import JSON
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

    @Test func `what messages repeat is read once, and means the same`() async throws {
        let outbox = Outbox()
        let conversation = Conversation(
            with: try makeServer(),
            as: .trusted,
            MCPSettings(),
            through: outbox,
            timers: ManualTimers(),
            on: nil,
            telling: nil
        )
        let repeats = JSONRepeats()
        for id in 1...3 {
            await conversation.accept(Array(currentCall("tools/list", id: .int(id)).bytes), knowing: repeats)
        }
        outbox.close()
        var results: [JSONValue?] = []
        while let messages = await outbox.next() {
            for message in messages { results.append(try JSONValue(parsing: message.bytes)["result"]) }
        }
        #expect(results.count == 3 && Set(results).count == 1 && results[0]?["tools"] != nil)
        let known = repeats.object(in: meta().bytes.span, at: 0)
        #expect(known != nil)
    }

    @Test func `a limit of nothing still lets one call run`() async throws {
        #expect(try await accept(currentCall("tools/list").text, limit: 0).count == 1)
    }

    @Test(.timeLimit(.minutes(1))) func `messages that come at once wait for the same place, one after the other`()
        async throws
    {
        let (outbox, gate) = (Outbox(), Gate())
        var settings = MCPSettings()
        settings.callsPerConnection = 1
        let waiting = Scripted { _ in
            await gate.wait()
            return "".result
        }
        let conversation = Conversation(
            with: try makeServer(tools: [waiting], settings),
            as: .trusted,
            settings,
            through: outbox,
            timers: ManualTimers(),
            on: nil,
            telling: nil
        )
        let lines = (1...4).map { id in
            Array(currentCall("tools/call", ["name": "scripted"], id: .int(id)).text.utf8)
        }
        let tasks = lines.map { line in Task.immediate { await conversation.accept(line) } }
        gate.open()
        for task in tasks { await task.value }
        var answers = 0
        while answers < 4, let messages = await outbox.next() { answers += messages.count }
        #expect(answers == 4)
    }

    @Test func `the level of 2026-07-28 is not asked of earlier clients`() async throws {
        let answer = try await accept(
            #"{"jsonrpc":"2.0","id":1,"method":"ping","params":{"_meta":{"io.modelcontextprotocol/logLevel":"loud"}}}"#
        )
        #expect(answer.first?.error == nil)
    }
}
