import HTTP
import JSON
import Synchronization
import Testing

@testable import MCP

@Suite struct InquiriesTests {
    private let inquiries = Inquiries()
    private let timers = ManualTimers()

    /// Asks, and gives the test what went to the client.
    private func ask(
        _ sent: AsyncStream<JSONValue>.Continuation,
        arrives: Bool = true
    ) async throws -> JSONObject {
        try await inquiries.ask("roots/list", ["a": 1], within: .seconds(9), by: timers) { bytes in
            if let message = try? JSONValue(parsing: bytes) { sent.yield(message) }
            return arrives
        }
    }
    private func id(_ message: JSONValue?) -> RPCID? { message?["id"].flatMap(RPCID.init) }

    @Test func `an answer reaches who asked, and the next is nobody's`() async throws {
        let (messages, sent) = AsyncStream<JSONValue>.makeStream()
        async let result = ask(sent)
        var iterator = messages.makeAsyncIterator()
        let question = await iterator.next()
        #expect(question?["method"] == "roots/list" && question?["params"] == ["a": 1])
        #expect(inquiries.isWaiting)
        #expect(inquiries.answer(RPCResponse(id: id(question), result: .success(["roots": []]))))
        #expect(try await result == ["roots": []])
        #expect(!inquiries.isWaiting && timers.delays.isEmpty)
        #expect(inquiries.answer(RPCResponse(id: id(question), result: .success([:]))), "late, but asked here")
    }

    @Test func `what was never asked here is said to be so`() {
        #expect(!inquiries.answer(RPCResponse(id: .number(1), result: .success([:]))))
        #expect(!inquiries.answer(RPCResponse(id: .string("0123456789abcdef.1"), result: .success([:]))))
        #expect(!inquiries.answer(RPCResponse(id: nil, result: .success([:]))))
    }

    @Test func `one that is late is withdrawn`() async throws {
        let (messages, sent) = AsyncStream<JSONValue>.makeStream()
        async let result = ask(sent)
        var iterator = messages.makeAsyncIterator()
        let question = await iterator.next()
        while timers.delays.isEmpty { await Task.yield() }
        timers.fire(.seconds(9))
        let withdrawal = await iterator.next()
        #expect(withdrawal?["method"] == "notifications/cancelled")
        #expect(withdrawal?["params"]?["requestId"] == question?["id"])
        do {
            _ = try await result
            Issue.record("nobody has answered")
        } catch {
            #expect(error as? RPCError == .unanswered)
        }
    }

    @Test func `one that cannot be sent fails at once`() async throws {
        let (_, sent) = AsyncStream<JSONValue>.makeStream()
        await #expect(throws: RPCError.unreachable) { try await ask(sent, arrives: false) }
    }

    @Test func `the end of the session is the end of all questions`() async throws {
        let (messages, sent) = AsyncStream<JSONValue>.makeStream()
        async let result = ask(sent)
        var iterator = messages.makeAsyncIterator()
        _ = await iterator.next()
        inquiries.close()
        do {
            _ = try await result
            Issue.record("nobody has answered")
        } catch {
            #expect(error as? RPCError == .unreachable)
        }
        await #expect(throws: RPCError.unreachable) { try await ask(sent) }
    }

    @Test func `a client owes so many answers and no more`() async throws {
        let (messages, sent) = AsyncStream<JSONValue>.makeStream()
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<Inquiries.limit { group.addTask { _ = try? await ask(sent) } }
            var count = 0
            for await _ in messages {
                count += 1
                if count == Inquiries.limit { break }
            }
            await #expect(throws: RPCError.busy) { try await ask(sent) }
            inquiries.close()
        }
    }
}
