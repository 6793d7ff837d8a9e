internal import HTTP
internal import JSON

extension RequestContext {
    /// Runs `body` as a task, where the client can follow one (2026-07-28, extension `io.modelcontextprotocol/tasks`):
    /// the call is answered at once with an id, and `body` goes on in its own time. Elsewhere `body` runs as part of
    /// the call, unless a task is `required`.
    ///
    ///     return try await context.asTask { context in
    ///         for page in pages { … ; context.progress(…, "page \(page)") }
    ///         return "done"
    ///     }
    ///
    /// What should be asked before there is a task, is asked ahead of this. `body` asks and tells through the context
    /// it is given; its progress messages become the status message.
    ///
    /// - Parameter time: until the task is forgotten, and cancelled if it still runs; no longer than the server's own.
    /// - Throws: `AskingError`, and what ends the call: let all of it pass.
    public func asTask<Output: ToolOutput>(
        required: Bool = false,
        for time: Duration? = nil,
        _ body: @escaping @Sendable (RequestContext) async throws -> Output
    ) async throws -> Output {
        guard makesTasks else {
            guard !required else { throw AskingError.missing(.tasks) }
            return try await body(self)
        }
        throw BecomesTask(time: time) { try await body($0).result }
    }

    /// The context of work that goes on as `task`.
    func within(_ task: LongTask) -> RequestContext {
        var context = self
        context.makesTasks = false
        context.client = task
        context.watch = .none
        context.level = nil
        context.progressToken = .string(task.id)
        context.notify = { [weak task] note in
            if let message = note.params["message"]?.string { task?.say(message) }
        }
        return context
    }
}

/// The call is to be answered with a task that does the rest.
struct BecomesTask: Error {
    let time: Duration?
    let body: @Sendable (RequestContext) async throws -> ToolResult
}
