import HTTP
import JSON
import Testing

@testable import MCP

@Suite struct TaskLinkTests {
    private let outbox = Outbox()
    private let task = LongTask(
        TaskState(id: "t", created: 1, updated: 1, time: .seconds(9), pollInterval: .seconds(1)),
        of: "trusted"
    ) { 7 }

    private func link(able capabilities: JSONObject = ["roots": [:]]) -> (TaskLink, LiveSession) {
        let session = LiveSession(.v2025_11_25, SessionSettings(), through: outbox)
        return (TaskLink(task, in: session, able: capabilities), session)
    }
    private func next() async throws -> JSONValue {
        let message = try #require(await outbox.next()?.first)
        return try JSONValue(parsing: message.bytes)
    }

    @Test func `a task shows that it waits, asks under its own name, and goes on with the answer`() async throws {
        let (link, session) = link()
        async let answer = link.result(of: "roots/list", [:], as: "k")
        let question = try await next()
        #expect(question["params"]?["_meta"]?["io.modelcontextprotocol/related-task"] == ["taskId": "t"])
        #expect(task.state.status == .inputRequired)
        let id = question["id"].flatMap(RPCID.init)
        #expect(session.inquiries.answer(RPCResponse(id: id, result: .success(["roots": []]))))
        #expect(try await answer == ["roots": []])
        #expect(task.state.status == .working && task.state.questions == [:])
    }

    @Test func `the client's error reaches the task`() async throws {
        let (link, session) = link()
        async let answer = link.result(of: "roots/list", [:], as: "k")
        let id = try await next()["id"].flatMap(RPCID.init)
        let failure = RPCError(code: -1, "no")
        #expect(session.inquiries.answer(RPCResponse(id: id, result: .failure(failure))))
        do {
            _ = try await answer
            Issue.record("there was no answer")
        } catch {
            #expect(error as? RPCError == failure)
        }
    }

    @Test func `what a client did not declare it is not asked`() async throws {
        let (link, _) = link(able: [:])
        await #expect(throws: RPCError.self) { try await link.result(of: "roots/list", [:], as: "k") }
        #expect(task.state.status == .working)
    }

    @Test func `a task that ends withdraws what it asked`() async throws {
        let (link, session) = link()
        async let answer = link.result(of: "roots/list", [:], as: "k")
        let question = try await next()
        task.cancel()
        do {
            _ = try await answer
            Issue.record("there was no answer")
        } catch {
            #expect(error is CancellationError)
        }
        session.end()
        #expect(question["method"] == "roots/list" && task.state.status == .cancelled)
    }
}
