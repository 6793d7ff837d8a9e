import HTTP
import JSON
import Synchronization
import Testing

@testable import MCP

@Suite struct ReplyTests {
    /// A clock that a test turns.
    private final class Clock: Sendable {
        private let value = Mutex(ContinuousClock.now)
        var now: ContinuousClock.Instant { value.withLock { $0 } }
        func advance(by duration: Duration) { value.withLock { $0 += duration } }
    }
    private let clock = Clock()
    private let timers = ManualTimers()
    private let outbox = Outbox()

    private func start(_ server: MCPServer, ended: @escaping @Sendable () -> Void = {}) -> Reply {
        let request = RPCRequest(id: .number(1), method: "tools/call", params: ["name": "scripted"])
        let reply = Reply(
            to: request,
            through: outbox,
            as: .bare,
            timers: timers,
            now: { [clock] in clock.now },
            ended: ended
        )
        var context = RequestContext(caller: .trusted)
        reply.start(in: &context, on: nil, .handler(server))
        return reply
    }

    private func settings() -> MCPSettings {
        var settings = MCPSettings()
        settings.callTimeout = .seconds(60)
        settings.callTimeoutCap = .seconds(100)
        return settings
    }

    @Test func `a handler that never waits has answered at once`() async throws {
        let ends = Mutex(0)
        withExtendedLifetime(start(try makeServer(tools: [Scripted { _ in "ok".result }]))) {}
        #expect(await outbox.next()?.count == 1)
        #expect(timers.delays.isEmpty)
        #expect(ends.withLock { $0 } == 0)
    }

    @Test func `signs of life move the limit, the cap stays`() async throws {
        let progress = Gate()
        let seen = Gate()
        let tool = Scripted { context in
            await progress.wait()
            context.progress(1)
            seen.open()
            await untilCancelled()
            return "late".result
        }
        let reply = start(try makeServer(tools: [tool], settings()))
        #expect(Set(timers.delays) == [.seconds(60), .seconds(100)])
        clock.advance(by: .seconds(50))
        progress.open()
        await seen.wait()
        clock.advance(by: .seconds(10))
        timers.fire(.seconds(60))
        #expect(Set(timers.delays) == [.seconds(50), .seconds(100)])
        timers.fire(.seconds(100))
        #expect(await outbox.next()?.first?.error == .late)
        reply.cancel()
    }

    @Test func `silence for the limit ends the call`() async throws {
        let tool = Scripted { _ in
            await untilCancelled()
            return "late".result
        }
        let reply = start(try makeServer(tools: [tool], settings()))
        clock.advance(by: .seconds(60))
        timers.fire(.seconds(60))
        #expect(await outbox.next()?.first?.error == .late)
        #expect(timers.delays.isEmpty)
        reply.cancel()
    }

    @Test func `a cancelled reply says nothing and ends once`() async throws {
        let ends = Mutex(0)
        let stopped = Gate()
        let tool = Scripted { _ in
            await untilCancelled()
            stopped.open()
            return "late".result
        }
        let count = Counter()
        let reply = start(try makeServer(tools: [tool])) { count.add() }
        reply.cancel()
        reply.cancel()
        await stopped.wait()
        outbox.close()
        #expect(await outbox.next() == nil)
        #expect(count.value == 1)
        #expect(ends.withLock { $0 } == 0)
    }

    @Test func `after the answer nothing more is sent`() async throws {
        let leaked = Mutex<RequestContext?>(nil)
        let tool = Scripted { context in
            leaked.withLock { $0 = context }
            return "ok".result
        }
        let reply = start(try makeServer(tools: [tool]))
        leaked.withLock { $0 }?.notify(RPCNotification(method: "notifications/message"))
        #expect(await outbox.next()?.count == 1)
        reply.cancel()
    }

    private final class Counter: Sendable {
        private let count = Mutex(0)
        func add() { count.withLock { $0 += 1 } }
        var value: Int { count.withLock { $0 } }
    }
}
