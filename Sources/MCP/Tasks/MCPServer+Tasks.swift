internal import HTTP
internal import JSON

/// Extension `io.modelcontextprotocol/tasks` of 2026-07-28.
extension MCPServer {
    static let tasksExtension = "io.modelcontextprotocol/tasks"

    /// Starts what a call left to a task; the result that names the task.
    func begin(
        _ work: BecomesTask,
        of tool: ToolOffer,
        _ arguments: JSONObject,
        in context: RequestContext
    ) throws(RPCError) -> JSONObject {
        guard let tasks else { throw .missingCapability(ClientFeatures.tasks.json) }
        let use = use(of: Item(.tool, tool.name), needing: tool.requiredScopes, arguments)
        let task = try tasks.make(for: context.caller.principal, using: use, time: work.time)
        var result = task.state.json
        result["resultType"] = "task"
        let context = context.within(task)
        task.start { () async throws(RPCError) -> JSONObject in
            var result = try await self.outcome(of: work, tool, in: context).json(for: context.version)
            if !context.version.hasHandshake { result["resultType"] = "complete" }
            return result
        }
        return result
    }

    private func outcome(
        of work: BecomesTask,
        _ tool: ToolOffer,
        in context: RequestContext
    ) async throws(RPCError) -> ToolResult {
        do {
            return try await work.body(context)
        } catch {
            return try failure(error, of: tool, context.trace)
        }
    }

    /// `tasks/get`, `tasks/update`, `tasks/cancel`
    func answer(aboutTask request: RPCRequest, in context: RequestContext) throws(RPCError) -> JSONObject {
        guard let tasks, !context.version.hasHandshake else { throw .methodNotFound(request.method) }
        guard context.clientFeatures.contains(.tasks) else { throw .missingCapability(ClientFeatures.tasks.json) }
        guard case .string(let id)? = request.params["taskId"] else {
            throw .invalidParams("params.taskId must be a string")
        }
        guard let task = tasks.find(id, of: context.caller.principal) else { throw .invalidParams("Unknown task") }
        if let denial = denial(of: task, in: context) { throw denial }
        switch request.method {
        case "tasks/get": return task.state.detailed
        case "tasks/update":
            guard request.params[MetaKey.inputResponses] != nil else {
                throw .invalidParams("params.inputResponses must be an object")
            }
            task.answer(try Self.responses(request.params))
        default: task.cancel()
        }
        return [:]
    }

    private func denial(of task: LongTask, in context: RequestContext) -> RPCError? {
        task.use.flatMap { denial(of: $0, in: context) }
    }

    /// The task `id`, if the caller may have it.
    func task(_ id: String, in context: RequestContext) -> LongTask? {
        guard let task = tasks?.find(id, of: context.caller.principal), denial(of: task, in: context) == nil else {
            return nil
        }
        return task
    }

    /// Tells a subscription of the tasks that it names, until the return value is called.
    func watch(_ ids: [String], for subscription: Subscription, in context: RequestContext)
        -> @Sendable () -> Void
    {
        let watched = ids.compactMap { id -> (LongTask, Int)? in
            guard let task = task(id, in: context) else { return nil }
            return (task, task.listen { subscription.tell("notifications/tasks", $0.detailed) })
        }
        return { for (task, listener) in watched { task.forget(listener) } }
    }
}
