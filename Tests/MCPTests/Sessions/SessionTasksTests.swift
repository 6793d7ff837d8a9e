import HTTP
import JSON
import Synchronization
import Telemetry
import Testing

@testable import MCP

@Suite struct SessionTasksTests {
    private func start(_ client: SessionClient, on replica: Replica, ttl: JSONValue = 60_000) async -> JSONValue? {
        await replica.send(client.tool(id: 3, ["task": ["ttl": ttl]])).json?["result"]?["task"]
    }
    private func text(_ message: JSONValue?) -> String? {
        message?["result"]?["content"]?.array?.first?["text"]?.string
    }

    @Test func `a call that runs as a task is asked for its result later`() async throws {
        let gate = Gate()
        let replica = try Replica([
            Scripted { _ in
                await gate.wait()
                return "done".result
            }
        ])
        let client = await replica.open()
        let task = await start(client, on: replica)
        #expect(task?["status"] == "working" && task?["ttl"] == 60_000)
        let named: JSONObject = ["taskId": task?["taskId"] ?? .null]
        #expect(await replica.send(client.call("tasks/get", named)).json?["result"]?["status"] == "working")
        let list = await replica.send(client.call("tasks/list")).json?["result"]?["tasks"]?.array
        #expect(list?.map { $0["taskId"] } == [task?["taskId"]])
        gate.open()
        let result = await replica.send(client.call("tasks/result", named, id: 4)).json
        #expect(text(result) == "done")
        #expect(result?["result"]?["_meta"]?["io.modelcontextprotocol/related-task"] == .object(named))
        #expect(await replica.send(client.call("tasks/get", named)).json?["result"]?["status"] == "completed")
        #expect(await replica.send(client.call("tasks/cancel", named)).json?["error"]?["code"] == -32602)
    }

    @Test func `a task that is cancelled ends`() async throws {
        let stopped = Gate()
        let replica = try Replica([
            Scripted { _ in
                await untilCancelled()
                stopped.open()
                return "late".result
            }
        ])
        let client = await replica.open()
        let named: JSONObject = ["taskId": await start(client, on: replica)?["taskId"] ?? .null]
        let cancelled = await replica.send(client.call("tasks/cancel", named)).json
        #expect(cancelled?["result"]?["status"] == "cancelled")
        await stopped.wait()
        #expect(await replica.send(client.call("tasks/result", named)).json?["error"] != nil)
    }

    @Test func `a task asks on the stream of its session`() async throws {
        let replica = try Replica([
            Scripted { context in
                let answer = try await context.client?.result(of: "elicitation/create", ["message": "?"], as: "k")
                return "\(answer?["action"]?.string ?? "nobody")".result
            }
        ])
        let client = await replica.open()
        let reader = try #require(StreamReader(await replica.send(client.get())))
        _ = await reader.next()
        let named: JSONObject = ["taskId": await start(client, on: replica)?["taskId"] ?? .null]
        var question: JSONValue?
        while question == nil, let message = await reader.next()?.json {
            if message["method"] == "elicitation/create" { question = message }
        }
        #expect(question?["params"]?["_meta"]?["io.modelcontextprotocol/related-task"] == .object(named))
        _ = await replica.send(client.answer(question?["id"] ?? .null, ["action": "decline"]))
        #expect(text(await replica.send(client.call("tasks/result", named)).json) == "decline")
        await reader.cut()
    }

    @Test func `who may not call the tool has nothing of its tasks, in the same session`() async throws {
        let replica = try Replica([Scripted(requiredScopes: ["x"]) { _ in "secret".result }, Greet()])
        let wide = await replica.open(as: .ana(["x"]))
        let narrow = SessionClient(id: wide.id, caller: .ana())
        let named: JSONObject = ["taskId": await start(wide, on: replica)?["taskId"] ?? .null]
        #expect(text(await replica.send(wide.call("tasks/result", named)).json) == "secret")
        for method in ["tasks/get", "tasks/result", "tasks/cancel"] {
            let response = await replica.send(narrow.call(method, named))
            #expect(response.status == .forbidden && response.json?["error"]?["code"] == 403)
            #expect(response.fields[.wwwAuthenticate]?.contains(#"scope="x""#) == true)
        }
        let greeting = await replica.send(narrow.tool("greet", ["task": [:], "arguments": ["name": "Ada"]])).json
        let own = greeting?["result"]?["task"]?["taskId"]
        for (client, count) in [(narrow, 1), (wide, 2)] {
            let list = await replica.send(client.call("tasks/list")).json?["result"]?["tasks"]?.array
            #expect(list?.count == count && list?.contains { $0["taskId"] == own } == true)
        }
    }

    @Test func `who may not call the tool begins no task of it, and is told what is missing`() async throws {
        let calls = Mutex(0)
        let tool = Scripted(requiredScopes: ["x"]) { _ in
            calls.withLock { $0 += 1 }
            return "secret".result
        }
        let replica = try Replica([tool])
        let wide = await replica.open(as: .ana(["x"]))
        let narrow = SessionClient(id: wide.id, caller: .ana())
        let response = await replica.send(narrow.tool("scripted", ["task": [:]]))
        #expect(response.status == .forbidden)
        #expect(response.fields[.wwwAuthenticate]?.contains(#"scope="x""#) == true)
        #expect(await replica.send(wide.call("tasks/list")).json?["result"]?["tasks"] == [])
        #expect(calls.withLock(\.self) == 0)
        let named: JSONObject = ["taskId": await start(wide, on: replica)?["taskId"] ?? .null]
        #expect(text(await replica.send(wide.call("tasks/result", named)).json) == "secret")
        #expect(calls.withLock(\.self) == 1)
    }

    @Test func `a denial is counted, and is an error of the task where denials are results`() throws {
        let tool = Scripted(requiredScopes: ["x"]) { _ in "secret".result }
        let call = RPCRequest(id: .number(1), method: "tools/call", params: ["name": "scripted", "task": [:]])
        var context = RequestContext(caller: .ana(), over: .http)
        context.answersWithStatus = true
        let server = try makeServer(tools: [tool])
        let meter = try #require(server.catalog.tool(named: "scripted")).placement.meter
        #expect(server.denialOfTask(for: call, in: context) == .forbidden(["x"]) && meter.denials.value == 1)
        context.caller = .ana(["x"])
        #expect(server.denialOfTask(for: call, in: context) == nil)
        context.caller = .ana()
        context.answersWithStatus = false
        #expect(server.denialOfTask(for: call, in: context) == nil)
        context.answersWithStatus = true
        let lenient = MCPServer(try Catalog(tools: [tool]), access: AccessRules(deniesWithResults: true))
        #expect(lenient.denialOfTask(for: call, in: context) == nil && meter.denials.value == 1)
        let unknown = RPCRequest(id: .number(1), method: "tools/call", params: ["name": "none", "task": [:]])
        #expect(server.denialOfTask(for: unknown, in: context) == nil)
    }

    @Test func `nobody else knows a task, and no other session of its owner`() async throws {
        let replica = try Replica([Scripted { _ in "done".result }])
        let (client, other) = (await replica.open(), await replica.open())
        let named: JSONObject = ["taskId": await start(client, on: replica)?["taskId"] ?? .null]
        for method in ["tasks/get", "tasks/result", "tasks/cancel"] {
            let stolen = await replica.send(other.call(method, named)).json?["error"]
            let invented = await replica.send(other.call(method, ["taskId": "x"])).json?["error"]
            #expect(stolen?["code"] == -32602 && stolen == invented)
        }
        #expect(await replica.send(other.call("tasks/list")).json?["result"]?["tasks"] == [])
    }

    @Test func `only clients of 2025-11-25 have tasks`() async throws {
        let replica = try Replica([Scripted { _ in "done".result }])
        let capabilities = await replica.send(post(initialize("2025-11-25"))).json?["result"]?["capabilities"]
        #expect(capabilities?["tasks"]?["requests"]?["tools"]?["call"] == [:])
        let client = await replica.open("2025-06-18")
        #expect(text(await replica.send(client.tool(id: 3, ["task": [:]])).json) == "done")
        #expect(await replica.send(client.call("tasks/list")).json?["error"]?["code"] == -32601)
    }

    @Test func `tools say that they may run as tasks`() async throws {
        let replica = try Replica()
        let client = await replica.open()
        let tools = await replica.send(client.call("tools/list")).json?["result"]?["tools"]?.array
        #expect(tools?.first?["execution"]?["taskSupport"] == "optional")
        #expect(await start(client, on: replica, ttl: "long") == nil)
    }

    @Test func `tasks are listed page by page`() async throws {
        let replica = try Replica([Scripted { _ in "done".result }])
        let client = await replica.open()
        var started: Set<String> = []
        for _ in 0..<101 { started.insert(await start(client, on: replica)?["taskId"]?.string ?? "") }
        let first = await replica.send(client.call("tasks/list")).json?["result"]
        let cursor = try #require(first?["nextCursor"])
        let second = await replica.send(client.call("tasks/list", ["cursor": cursor])).json?["result"]
        #expect(second?["nextCursor"] == nil && second?["tasks"]?.array?.count == 1)
        let listed = [first, second].flatMap { $0?["tasks"]?.array ?? [] }.compactMap { $0["taskId"]?.string }
        #expect(Set(listed) == started && listed.count == 101)
        for wrong in ["", "x", 1, .null] as [JSONValue] {
            let refusal = await replica.send(client.call("tasks/list", ["cursor": wrong])).json
            #expect(refusal?["error"]?["code"] == -32602)
        }
        let other = await replica.open()
        #expect(await replica.send(other.call("tasks/list", ["cursor": cursor])).json?["error"]?["code"] == -32602)
    }

    @Test func `however many sessions somebody opens, their tasks are counted together`() async throws {
        let replica = try Replica([Scripted { _ in "done".result }])
        let sessions = [await replica.open(), await replica.open()]
        for number in 0..<128 { #expect(await start(sessions[number % 2], on: replica) != nil) }
        #expect(await start(sessions[0], on: replica) == nil)
    }

    @Test func `what ends with its session makes room`() async throws {
        let stopped = Gate()
        let replica = try Replica([
            Scripted { _ in
                await untilCancelled()
                stopped.open()
                return "".result
            }
        ])
        let client = await replica.open()
        #expect(await start(client, on: replica) != nil)
        #expect(await replica.send(client.delete()).status == .noContent)
        await stopped.wait()
    }
}
