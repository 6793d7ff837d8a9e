import HTTP
import JSON
import Testing

@testable import MCP

@Suite struct MCPServerTasksTests {
    private static let following: JSONObject = [
        "extensions": ["io.modelcontextprotocol/tasks": [:]], "elicitation": [:],
    ]
    private static let lacking = RPCError.missingCapability(["extensions": ["io.modelcontextprotocol/tasks": [:]]])
    private let clock = ManualClock()
    private let timers = ManualTimers()

    private func server(
        _ settings: TaskSettings = TaskSettings(),
        _ body: @escaping @Sendable (RequestContext) async throws -> ToolResult
    ) throws -> MCPServer {
        let tasks = TaskStore(settings, timers: timers) { [clock] in clock.now }
        return MCPServer(try Catalog(tools: [Scripted(body: body)]), tasks: tasks)
    }

    private func ask(
        _ server: MCPServer,
        _ method: String,
        _ id: String,
        _ more: JSONObject = [:],
        as caller: Caller = .trusted,
        able: JSONObject = following
    ) async throws -> JSONObject {
        var context = RequestContext(caller: caller)
        context.clientCapabilities = able
        var params: JSONObject = ["taskId": .string(id)]
        for member in more.members { params[member.key] = member.value }
        return try await server.respond(to: RPCRequest(id: .number(2), method: method, params: params), in: context)
    }

    /// The task that the tool becomes, and its store.
    private func begin(_ server: MCPServer, as caller: Caller = .trusted) async throws -> (id: String, JSONObject) {
        let made = try await server.round(as: caller, able: Self.following)
        return (try #require(made["taskId"]?.string), made)
    }

    /// Listens until the task has `status`.
    private func wait(_ server: MCPServer, _ id: String, for status: TaskState.Status) async throws {
        let task = try #require(server.tasks?.find(id, of: "trusted"))
        let gate = Gate()
        let listener = task.listen { if $0.status == status { gate.open() } }
        if task.state.status == status { gate.open() }
        await gate.wait()
        task.forget(listener)
    }

    @Test func `a call becomes a task, and its answer that of the task`() async throws {
        let gate = Gate()
        let server = try server { context in
            try await context.asTask { _ in
                await gate.wait()
                return ToolResult.failure("no luck")
            }
        }
        let (id, made) = try await begin(server)
        #expect(made["resultType"] == "task" && made["status"] == "working")
        #expect(
            made["createdAt"] == "2027-01-15T08:00:00Z" && made["ttlMs"] == 3_600_000 && made["pollIntervalMs"] == 1000
        )
        #expect(made["requestState"] == nil && made["ttl"] == nil)
        #expect(try await ask(server, "tasks/get", id)["status"] == "working")
        gate.open()
        try await wait(server, id, for: .completed)
        let done = try await ask(server, "tasks/get", id)
        #expect(done["result"]?["isError"] == true && done["result"]?["resultType"] == "complete")
    }

    @Test func `who may not call the tool has nothing of its tasks, not even of their own`() async throws {
        let tool = Scripted(requiredScopes: ["x"]) { context in
            try await context.asTask { _ in ToolResult([.text("secret")]) }
        }
        let server = MCPServer(try Catalog(tools: [tool]), tasks: TaskStore(timers: timers) { [clock] in clock.now })
        let (id, _) = try await begin(server, as: .ana(["x"]))
        let task = try #require(server.tasks?.find(id, of: Caller.ana().principal))
        let gate = Gate()
        let listener = task.listen { if $0.status == .completed { gate.open() } }
        if task.state.status == .completed { gate.open() }
        await gate.wait()
        task.forget(listener)
        for method in ["tasks/get", "tasks/update", "tasks/cancel"] {
            await #expect(throws: RPCError.forbidden(["x"])) { _ = try await ask(server, method, id, as: .ana(["y"])) }
        }
        var context = RequestContext(caller: .ana(["y"]))
        #expect(server.task(id, in: context) == nil)
        context.caller = .ana(["x", "y"])
        #expect(server.task(id, in: context) != nil)
        #expect(try await ask(server, "tasks/get", id, as: .ana(["x"]))["result"]?.object?.said == "secret")
    }

    @Test func `an error of the protocol fails the task`() async throws {
        let server = try server { context in
            try await context.asTask { _ -> ToolResult in throw RPCError(code: -32000, "broken") }
        }
        let (id, _) = try await begin(server)
        try await wait(server, id, for: .failed)
        #expect(try await ask(server, "tasks/get", id)["error"] == ["code": -32000, "message": "broken"])
    }

    @Test func `a task asks, gets its answers one by one, and goes on`() async throws {
        let server = try server { context in
            try await context.asTask { context in
                async let one = context.ask("one", "One?", for: UserName.self)
                async let two = context.ask("two", "Two?", for: UserName.self)
                return ToolResult([.text("\(try await one.content?.name ?? "") \(try await two.content?.name ?? "")")])
            }
        }
        let (id, _) = try await begin(server)
        let task = try #require(server.tasks?.find(id, of: "trusted"))
        let asked = Gate()
        let listener = task.listen { if $0.questions.count == 2 { asked.open() } }
        if task.state.questions.count == 2 { asked.open() }
        await asked.wait()
        task.forget(listener)
        let questions = try await ask(server, "tasks/get", id)["inputRequests"]
        #expect(questions?["one"]?["method"] == "elicitation/create")
        let first: JSONValue = ["one": accepted(["name": "A"]), "unknown": [:]]
        #expect(try await ask(server, "tasks/update", id, ["inputResponses": first]) == [:])
        let rest = try await ask(server, "tasks/get", id)
        #expect(rest["status"] == "input_required" && rest["inputRequests"]?.object?.keys.map { $0 } == ["two"])
        _ = try await ask(server, "tasks/update", id, ["inputResponses": ["two": accepted(["name": "B"])]])
        try await wait(server, id, for: .completed)
        #expect(try await ask(server, "tasks/get", id)["result"]?.object?.said == "A B")
    }

    @Test func `what is asked ahead of the task comes in a round of its own`() async throws {
        let server = try server { context in
            let name = try await context.ask("user_name", "Who?", for: UserName.self).content?.name ?? ""
            return try await context.asTask { _ in ToolResult([.text(name)]) }
        }
        #expect(try await server.round(able: Self.following).isQuestion)
        let answers: JSONObject = ["inputResponses": ["user_name": accepted(["name": "Ada"])]]
        let made = try await server.round(answers, able: Self.following)
        let id = try #require(made["taskId"]?.string)
        try await wait(server, id, for: .completed)
        #expect(try await ask(server, "tasks/get", id)["result"]?.object?.said == "Ada")
    }

    @Test func `a cancelled task is over, and stays so`() async throws {
        let stopped = Gate()
        let server = try server { context in
            try await context.asTask { _ in
                await untilCancelled()
                stopped.open()
                return ToolResult([])
            }
        }
        let (id, _) = try await begin(server)
        #expect(try await ask(server, "tasks/cancel", id) == [:])
        await stopped.wait()
        #expect(try await ask(server, "tasks/cancel", id) == [:])
        #expect(try await ask(server, "tasks/get", id)["status"] == "cancelled")
    }

    @Test func `a client that follows no tasks gets none, or hears what it lacks`() async throws {
        let may = try server { try await $0.asTask { _ in ToolResult([.text("done")]) } }
        #expect(try await may.round(["task": ["ttl": 1]]).said == "done")
        let must = try server { try await $0.asTask(required: true) { _ in ToolResult([]) } }
        await #expect(throws: Self.lacking) { try await must.round() }
        let (id, _) = try await begin(may)
        for method in ["tasks/get", "tasks/update", "tasks/cancel"] {
            await #expect(throws: Self.lacking) { try await self.ask(may, method, id, able: [:]) }
        }
        #expect(!may.offers("tasks/list") && !may.offers("tasks/result"))
    }

    @Test func `another's task is as unknown as any`() async throws {
        let server = try server { try await $0.asTask { _ in ToolResult([]) } }
        let (ada, bob) = (
            Caller.token(Identity(subject: "ada", scopes: [])), Caller.token(Identity(subject: "bob", scopes: []))
        )
        let (id, _) = try await begin(server, as: ada)
        let unknown = RPCError.invalidParams("Unknown task")
        for method in ["tasks/get", "tasks/update", "tasks/cancel"] {
            await #expect(throws: unknown) { try await self.ask(server, method, id, as: bob) }
            await #expect(throws: unknown) { try await self.ask(server, method, "0", as: bob) }
        }
        #expect(try await ask(server, "tasks/get", id, as: ada)["taskId"] == .string(id))
    }

    @Test func `tasks are counted, and forgotten when their time is over`() async throws {
        var settings = TaskSettings()
        settings.perPrincipal = 1
        let server = try server(settings) { context in
            try await context.asTask { _ in
                await untilCancelled()
                return ToolResult([])
            }
        }
        let (id, _) = try await begin(server)
        await #expect(throws: RPCError.busy) { try await server.round(able: Self.following) }
        timers.fire(.seconds(3600))
        #expect(server.tasks?.count == 0)
        await #expect(throws: RPCError.invalidParams("Unknown task")) { try await self.ask(server, "tasks/get", id) }
        _ = try await begin(server)
    }

    @Test func `whoever listens hears of their own task`() async throws {
        let gate = Gate()
        let server = try server { context in
            try await context.asTask { context in
                await gate.wait()
                context.progress(1, of: 2, "half")
                return ToolResult([.text("done")])
            }
        }
        let (id, _) = try await begin(server)
        let heard = Heard()
        let listening = server.listening(["taskIds": [.string(id), "0"]], able: Self.following, heard: heard)
        await heard.wait(for: 1)
        #expect(heard.all.first?.params["notifications"] == ["taskIds": [.string(id)]])
        gate.open()
        await heard.wait(for: 3)
        let notes = heard.all.dropFirst().map(\.params)
        #expect(heard.all.last?.method == "notifications/tasks")
        #expect(notes.first?["statusMessage"] == "half" && notes.first?["status"] == "working")
        #expect(notes.last?["result"]?.object?.said == "done")
        listening.cancel()
        let silent = Heard()
        let other = server.listening(["taskIds": [.string(id)]], able: [:], heard: silent)
        await silent.wait(for: 1)
        #expect(silent.all.first?.params["notifications"] == [:])
        other.cancel()
    }

    @Test func `over HTTP the task's id stands in the header`() async throws {
        let server = try server { try await $0.asTask { _ in ToolResult([]) } }
        let (id, _) = try await begin(server)
        let endpoint = MCPEndpoint(server)
        let able: JSONObject = ["io.modelcontextprotocol/clientCapabilities": .object(Self.following)]
        let call = currentCall("tasks/get", ["taskId": .string(id)], meta: able)
        let found = await endpoint.respond(to: post(call) { $0[.mcpName] = id })
        #expect(found.json?["result"]?["taskId"] == .string(id))
        let wrong = await endpoint.respond(to: post(call) { $0[.mcpName] = "0" })
        #expect(wrong.status == .badRequest && wrong.json?["error"]?["code"] == -32020)
        let gone = await endpoint.respond(to: post(currentCall("tasks/list", meta: able)))
        #expect(gone.status == .notFound)
    }

    @Test func `a result that comes by a task keeps the schema that was declared`() async throws {
        for (structured, isKept) in [(["count": 1], true), (["count": "one"], false)] as [(JSONValue, Bool)] {
            let tasks = TaskStore(timers: timers) { [clock] in clock.now }
            let server = MCPServer(try Catalog(tools: [Counting(structured: structured)]), tasks: tasks)
            let made = try await server.round(able: Self.following, name: "counting")
            let id = try #require(made["taskId"]?.string)
            try await wait(server, id, for: .completed)
            let result = try await ask(server, "tasks/get", id)["result"]
            #expect((result?["structuredContent"] == structured) == isKept)
            #expect((result?["isError"] == true) != isKept)
        }
    }
}

/// Counts in a task, and may say what its schema does not.
private struct Counting: Tool {
    let name = "counting"
    let description = "Counts."
    let outputSchema: JSONObject? = ["type": "object", "properties": ["count": ["type": "integer"]]]
    let structured: JSONValue

    func call(_: NoArguments, in context: RequestContext) async throws -> ToolResult {
        try await context.asTask { _ in ToolResult([.text("")], structured: structured) }
    }
}
