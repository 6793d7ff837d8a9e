import HTTP
import JSON
import Testing

@testable import MCP

@Suite struct LiveSessionTests {
    private let session = LiveSession(.v2025_06_18, SessionSettings())

    @Test func `what belongs to no call needs a stream`() async throws {
        #expect(!session.send(RPCNotification(method: "a")))
        let (stream, reading) = try #require(session.openStandalone())
        #expect(session.openStandalone() == nil, "one reader at a time")
        #expect(session.send(RPCNotification(method: "b")))
        #expect(await reading.next() != nil)
        reading.end()
        let again = session.openStandalone()
        #expect(again != nil && again?.0 !== stream)
    }

    @Test func `streams are found by their names, until they are too many`() throws {
        let streams = (0..<LiveSession.endedStreamLimit + 2).compactMap { _ in session.openStream() }
        #expect(streams.allSatisfy { session.stream(named: $0.name) === $0 })
        for stream in streams { stream.end() }
        let last = try #require(session.openStream())
        #expect(session.stream(named: streams[0].name) == nil && session.stream(named: streams[1].name) == nil)
        #expect(session.stream(named: streams[2].name) != nil && session.stream(named: last.name) === last)
    }

    @Test func `only what was subscribed to is told`() async throws {
        let changes = Changes()
        let (_, reading) = try #require(session.openStandalone())
        session.listen(to: changes)
        session.listen(to: changes)
        try session.subscribe(to: "a:1", in: changes)
        changes.publish(.resource(uri: "a:2"))
        changes.publish(.resource(uri: "a:1"))
        changes.publish(.tools)
        let text = String(decoding: await reading.next() ?? [], as: UTF8.self)
        #expect(text.split(separator: "\n\n").count == 2, "each once, although it listens twice")
        #expect(text.contains("a:1") && !text.contains("a:2") && text.contains("tools/list_changed"))
    }

    @Test func `silence means nothing while something goes on`() throws {
        #expect(!session.isBusy)
        let stream = try #require(session.openStream())
        let reading = stream.read(after: 0)
        #expect(session.isBusy)
        reading?.end()
        #expect(!session.isBusy)
    }

    @Test func `the end ends everything`() async throws {
        let (_, reading) = try #require(session.openStandalone())
        session.end()
        #expect(await reading.next() == nil)
        #expect(session.openStream() == nil && session.openStandalone() == nil)
        await #expect(throws: RPCError.unreachable) { try await session.ask("roots/list", [:], by: ManualTimers()) }
    }
}
