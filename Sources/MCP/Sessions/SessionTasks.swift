internal import HTTP
internal import JSON
internal import Telemetry

/// Tasks of 2025-11-25: a client may have any tool call run as one, and asks for its result later.
///
/// They belong to one session, and to the process that runs them.
struct SessionTasks: Sendable {
    let store: TaskStore
    let handler: any MCPHandler
    /// Tasks on one page of a list.
    let pageSize: Int

    /// Whether `call` is about tasks, or is to be one.
    func concerns(_ call: RPCRequest) -> Bool {
        call.method.hasPrefix("tasks/") || call.method == "tools/call" && call.params["task"] != nil
    }

    func respond(
        to call: RPCRequest,
        in context: RequestContext,
        _ memory: some SessionMemory
    ) async throws(RPCError) -> JSONObject {
        switch call.method {
        case "tools/call": return try start(call, in: context, memory)
        case "tasks/list": return try list(call, of: memory.owner, in: context)
        case "tasks/get": return try task(call, of: memory.owner, in: context).state.sessionJSON
        case "tasks/cancel":
            let task = try task(call, of: memory.owner, in: context)
            guard !task.state.status.isFinal else { throw .invalidParams("The task has ended") }
            task.cancel()
            return task.state.sessionJSON
        case "tasks/result": return try await result(of: try task(call, of: memory.owner, in: context))
        default: throw .methodNotFound(call.method)
        }
    }

    /// One page, the oldest first. The cursor names the last task of the page before, one of the same owner.
    private func list(
        _ call: RPCRequest,
        of owner: Principal,
        in context: RequestContext
    ) throws(RPCError) -> JSONObject {
        var tasks = store.all(of: owner).filter { denial(of: $0, in: context) == nil }[...]
        if let cursor = call.params["cursor"] {
            guard let last = tasks.firstIndex(where: { cursor == .string($0.id) }) else {
                throw .invalidParams("Invalid cursor")
            }
            tasks = tasks[(last + 1)...]
        }
        let page = tasks.prefix(max(1, pageSize))
        var result: JSONObject = ["tasks": .array(page.map { .object($0.state.sessionJSON) })]
        if page.count < tasks.count { result["nextCursor"] = page.last.map { .string($0.id) } }
        return result
    }

    private func task(
        _ call: RPCRequest,
        of owner: Principal,
        in context: RequestContext
    ) throws(RPCError) -> LongTask {
        guard case .string(let id)? = call.params["taskId"] else {
            throw .invalidParams("params.taskId must be a string")
        }
        guard let task = store.find(id, of: owner) else { throw .invalidParams("Unknown task") }
        if let denial = denial(of: task, in: context) { throw denial }
        return task
    }

    private func denial(of task: LongTask, in context: RequestContext) -> RPCError? {
        task.use.flatMap { handler.denial(of: $0, in: context) }
    }

    private func start(
        _ call: RPCRequest,
        in context: RequestContext,
        _ memory: some SessionMemory
    ) throws(RPCError) -> JSONObject {
        let time = try Self.time(call.params["task"])
        // At once, as without a task, so that a client may get what it lacks.
        if let denial = handler.denialOfTask(for: call, in: context) { throw denial }
        let session = try memory.remember()
        let use = handler.use(by: call)
        let task = try store.make(for: memory.owner, countedFor: memory.principal, using: use, time: time)
        var call = call
        call.params["task"] = nil
        var context = context
        context.client = TaskLink(task, in: session, able: context.clientCapabilities)
        context.watch = .none
        context.notify = { [weak session, id = task.id] in session?.send($0.related(to: id)) }
        _ = task.listen { [weak session] state in
            session?.send(RPCNotification(method: "notifications/tasks/status", params: state.sessionJSON))
        }
        let json = task.state.sessionJSON
        task.start { [handler, call, context] () async throws(RPCError) -> JSONObject in
            try await handler.respond(to: call, in: context)
        }
        return ["task": .object(json)]
    }

    /// `params.task`: how long the client wants the task to be kept, milliseconds.
    private static func time(_ task: JSONValue?) throws(RPCError) -> Duration? {
        guard case .object(let wish)? = task else { throw .invalidParams("params.task must be an object") }
        switch wish["ttl"] {
        case nil, .null?: return nil
        case .int(let time)? where time > 0: return .milliseconds(time)
        default: throw .invalidParams("params.task.ttl must be a number of milliseconds")
        }
    }

    /// What the call would have been answered with, once it is known.
    private func result(of task: LongTask) async throws(RPCError) -> JSONObject {
        let (ends, end) = AsyncStream<Never>.makeStream()
        let listener = task.listen { state in if state.status.isFinal { end.finish() } }
        defer { task.forget(listener) }
        if task.state.status.isFinal { end.finish() }
        // Ends with the task, or when nobody waits any more.
        for await _ in ends {}
        let state = task.state
        if let error = state.error { throw error }
        guard var result = state.result else { throw .cancelled }
        result.relate(to: task.id)
        return result
    }
}

extension TaskState {
    /// MCP "Task" of 2025-11-25.
    var sessionJSON: JSONObject {
        var json: JSONObject = ["taskId": .string(id), "status": .string(status.rawValue)]
        json["statusMessage"] = message.map { .string($0) }
        json["createdAt"] = .string(CivilTime(secondsSince1970: created).text)
        json["lastUpdatedAt"] = .string(CivilTime(secondsSince1970: updated).text)
        json["ttl"] = .int(time.milliseconds)
        json["pollInterval"] = .int(pollInterval.milliseconds)
        return json
    }
}

extension JSONObject {
    /// Says in `_meta` which task this belongs to.
    mutating func relate(to task: String) {
        var meta = self["_meta"]?.object ?? [:]
        meta["io.modelcontextprotocol/related-task"] = ["taskId": .string(task)]
        self["_meta"] = .object(meta)
    }
}

extension RPCNotification {
    fileprivate func related(to task: String) -> Self {
        var notification = self
        notification.params.relate(to: task)
        return notification
    }
}
