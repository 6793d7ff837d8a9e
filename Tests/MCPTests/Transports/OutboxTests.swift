import Testing

@testable import MCP

@Suite struct OutboxTests {
    private func note(_ count: Int) -> Outbox.Message {
        Outbox.Message(bytes: [UInt8](repeating: 0, count: count), isResponse: false)
    }

    @Test func `messages come in order and together`() async {
        let outbox = Outbox()
        outbox.put(note(1))
        outbox.put(Outbox.Message(bytes: [1, 2]))
        #expect(await outbox.next()?.map(\.bytes.count) == [1, 2])
        outbox.close()
        #expect(await outbox.next() == nil)
    }

    @Test func `a full outbox drops notifications, never a response`() async {
        let outbox = Outbox(limit: 10)
        #expect(outbox.put(note(10)))
        #expect(!outbox.put(note(1)))
        #expect(outbox.put(Outbox.Message(bytes: [1])))
        #expect(await outbox.next()?.count == 2)
        #expect(outbox.put(note(1)))
    }

    @Test func `a reader waits for the first message`() async {
        let outbox = Outbox()
        async let first = outbox.next()
        outbox.put(note(3))
        #expect(await first?.count == 1)
    }

    @Test func `a cancelled reader gets nothing`() async {
        let outbox = Outbox()
        let reader = Task { await outbox.next() }
        reader.cancel()
        #expect(await reader.value == nil)
    }

    @Test func `a writer waits for room`() async {
        let outbox = Outbox(limit: 1)
        outbox.put(Outbox.Message(bytes: [1, 2]))
        let writer = Task { await outbox.room() }
        #expect(await outbox.next()?.count == 1)
        await writer.value
    }

    @Test(.timeLimit(.minutes(1))) func `several writers wait for room, and all of them are let go`() async {
        let outbox = Outbox(limit: 1)
        outbox.put(Outbox.Message(bytes: [1, 2]))
        let writers = (0..<3).map { _ in Task.immediate { await outbox.room() } }
        #expect(await outbox.next()?.count == 1)
        for writer in writers { await writer.value }
    }

    @Test func `a closed outbox takes nothing`() async {
        let outbox = Outbox()
        outbox.close()
        #expect(!outbox.put(Outbox.Message(bytes: [1])))
        await outbox.room()
    }
}
