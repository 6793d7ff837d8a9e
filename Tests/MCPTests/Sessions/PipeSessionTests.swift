import HTTP
import JSON
import Testing

@testable import MCP

@Suite struct PipeSessionTests {
    private let changes = Changes()
    private let asking = Scripted { context in
        do {
            let answer = try await context.client?.result(of: "elicitation/create", ["message": "?"], as: "k")
            return "\(answer?["action"]?.string ?? "nobody")".result
        } catch let error as RPCError {
            return "\(error.code)".result
        }
    }
    private func run(
        _ tools: [any Tool],
        _ version: String = "2025-06-18",
        able capabilities: JSONObject = allAbilities,
        _ settings: MCPSettings = MCPSettings()
    ) async throws -> (Pipe, Pipe.Answers.AsyncIterator, Task<Void, Never>) {
        let pipe = Pipe()
        let server = try makeServer(tools: tools)
        let running = Task {
            let tasks = TaskStore { 1_800_000_000 }
            await Connection(to: server, as: .trusted, settings, telling: changes, tasks: tasks).run(on: pipe)
            pipe.end()
        }
        pipe.say(initialize(version, able: capabilities))
        var answers = pipe.answers.makeAsyncIterator()
        let opening = await answers.next()
        #expect(opening?["result"]?["capabilities"]?["logging"] == [:])
        #expect(opening?["result"]?["capabilities"]?["resources"]?["subscribe"] == true)
        return (pipe, answers, running)
    }
    private func request(_ method: String, _ params: JSONObject = [:], id: JSONValue = 1) -> JSONValue {
        ["jsonrpc": "2.0", "id": id, "method": .string(method), "params": .object(params)]
    }
    private func call(_ id: JSONValue = 1) -> JSONValue { request("tools/call", ["name": "scripted"], id: id) }
    private func text(_ message: JSONValue?) -> String? {
        message?["result"]?["content"]?.array?.first?["text"]?.string
    }

    @Test func `a call asks over the pipe`() async throws {
        var (pipe, answers, running) = try await run([asking])
        pipe.say(call(5))
        let question = await answers.next()
        #expect(question?["method"] == "elicitation/create")
        pipe.say(["jsonrpc": "2.0", "id": question?["id"] ?? .null, "result": ["action": "accept"]])
        let result = await answers.next()
        #expect(result?["id"] == 5 && text(result) == "accept")
        pipe.hangUp()
        await running.value
    }

    @Test func `a client is not asked for what it did not declare`() async throws {
        var (pipe, answers, running) = try await run([asking], able: [:])
        pipe.say(call())
        #expect(text(await answers.next()) == "-32601")
        pipe.hangUp()
        await running.value
    }

    @Test func `an answer is read although as many calls run as may`() async throws {
        var settings = MCPSettings()
        settings.callsPerConnection = 1
        var (pipe, answers, running) = try await run([asking], "2025-06-18", able: allAbilities, settings)
        pipe.say(call(1))
        pipe.say(call(2))
        let question = await answers.next()
        #expect(await answers.next()?["error"]?["code"] == 503)
        pipe.say(["jsonrpc": "2.0", "id": question?["id"] ?? .null, "result": ["action": "decline"]])
        #expect(text(await answers.next()) == "decline")
        pipe.hangUp()
        await running.value
    }

    @Test func `level, subscriptions and changes are those of the pipe`() async throws {
        let talkative = Scripted { context in
            context.log(.debug, "d")
            context.log(.error, "e")
            return "ok".result
        }
        var (pipe, answers, running) = try await run([talkative])
        pipe.say(request("logging/setLevel", ["level": "error"]))
        #expect(await answers.next()?["result"] == [:])
        pipe.say(call())
        #expect(await answers.next()?["params"]?["data"] == "e")
        #expect(text(await answers.next()) == "ok")
        pipe.say(request("resources/subscribe", ["uri": "page://one"]))
        #expect(await answers.next()?["result"] == [:])
        changes.publish(.resource(uri: "page://two"))
        changes.publish(.resource(uri: "page://one"))
        changes.publish(.tools)
        #expect(await answers.next()?["params"]?["uri"] == "page://one")
        #expect(await answers.next()?["method"] == "notifications/tools/list_changed")
        pipe.hangUp()
        await running.value
    }

    @Test func `a call runs as a task, which asks and tells on the pipe`() async throws {
        var (pipe, answers, running) = try await run([asking], "2025-11-25")
        pipe.say(request("tools/call", ["name": "scripted", "task": ["ttl": 60_000]], id: 3))
        var (made, question): (JSONValue?, JSONValue?)
        var statuses: [JSONValue] = []
        while made == nil || question == nil, let message = await answers.next() {
            if message["id"] == 3 { made = message }
            if message["method"] == "elicitation/create" { question = message }
            if message["method"] == "notifications/tasks/status" { statuses += [message["params"]?["status"] ?? .null] }
        }
        let named: JSONObject = ["taskId": made?["result"]?["task"]?["taskId"] ?? .null]
        #expect(question?["params"]?["_meta"]?["io.modelcontextprotocol/related-task"] == .object(named))
        #expect(statuses.contains("input_required"))
        pipe.say(["jsonrpc": "2.0", "id": question?["id"] ?? .null, "result": ["action": "accept"]])
        pipe.say(request("tasks/result", named, id: 4))
        var result: JSONValue?
        while result == nil, let message = await answers.next() { if message["id"] == 4 { result = message } }
        #expect(text(result) == "accept")
        pipe.hangUp()
        await running.value
    }

    @Test func `a batch of 2025-03-26 is answered as one`() async throws {
        var (pipe, answers, running) = try await run([Greet()], "2025-03-26")
        pipe.say([request("ping", id: 1), ["jsonrpc": "2.0", "method": "x"], request("no/such", id: 2), [:]])
        let batch = await answers.next()?.array
        #expect(batch?.contains { $0["id"] == 1 && $0["result"] == [:] } == true)
        let failures = batch?.filter { $0["error"] != nil }
        #expect(batch?.count == 3 && failures?.count == 2)
        pipe.say([])
        #expect(await answers.next()?["error"]?["code"] == -32600)
        pipe.say(["jsonrpc": "2.0", "id": 9, "method": "ping"])
        #expect(await answers.next()?["id"] == 9)
        pipe.hangUp()
        await running.value
    }

    @Test func `another revision has no batches`() async throws {
        var (pipe, answers, running) = try await run([Greet()])
        pipe.say([request("ping", id: 1)])
        #expect(await answers.next()?["error"]?["code"] == -32600)
        pipe.hangUp()
        await running.value
    }

    @Test func `the end of input ends what was asked`() async throws {
        var (pipe, answers, running) = try await run([asking])
        pipe.say(call())
        #expect(await answers.next()?["method"] == "elicitation/create")
        pipe.hangUp()
        await running.value
    }
}
