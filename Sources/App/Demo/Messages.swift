import HTTP
import JSON
import MCP
import Platform

/// Shows what others have posted.
struct ListMessages: Tool {
    let name = "list_messages"
    let description = "List the newest messages."
    let hints = ToolHints.readOnly
    let requiredScopes: Set = ["messages:list"]
    let store: MessageStore

    func call(_: NoArguments, in context: RequestContext) async throws -> String {
        let messages = store.messages
        guard !messages.isEmpty else { return "No messages available." }
        return messages.enumerated().map { "\($0 + 1). \($1.sender): \($1.content)" }.joined(separator: "\n")
    }
}

/// Leaves a message for others.
struct PostMessage: Tool {
    let name = "post_message"
    let description = "Post a message for everybody to read."
    let hints = ToolHints(destructive: false, idempotent: false, openWorld: false)
    let requiredScopes: Set = ["messages:post"]
    /// It writes to a file.
    let runsOn = Execution.pool
    let store: MessageStore

    struct Arguments: CallArguments {
        @Argument("What to say", length: ...4_000) var message: String
    }

    func call(_ arguments: Arguments, in context: RequestContext) async throws -> String {
        guard arguments.message.contains(where: { !$0.isWhitespace }) else {
            throw ToolError("Message content cannot be empty")
        }
        do {
            try store.post(MessageStore.Message(sender: context.caller.shownName, content: arguments.message))
        } catch is FileError {
            throw ToolError("Failed to post message to database")
        }
        return "Message posted successfully: '\(arguments.message)'"
    }
}

extension Caller {
    /// What others call this caller.
    fileprivate var shownName: String { identity.map { $0.claims["name"]?.string ?? $0.subject } ?? "anonymous" }
}
