import JSON
import MCP

/// What clients hear while a tool works: progress, and messages of the log.
enum ReportingTools {
    static let all: [any Tool] = [Progress(), Logging(), QuietLogging(), Reconnection()]

    struct Progress: Tool {
        let name = "test_tool_with_progress"
        let description = "Shows progress in three steps."

        func call(_: NoArguments, in context: RequestContext) async throws -> String {
            for done in [0.0, 50, 100] {
                context.progress(done, of: 100)
                try await context.sleep(for: .milliseconds(50))
            }
            return "Progress was shown in three steps."
        }
    }

    struct Logging: Tool {
        let name = "test_tool_with_logging"
        let description = "Says three times what it is doing."

        func call(_: NoArguments, in context: RequestContext) async throws -> String {
            for message in ["Tool execution started", "Tool processing data", "Tool execution completed"] {
                context.log(.info, .string(message))
                try await context.sleep(for: .milliseconds(50))
            }
            return "Three messages were logged."
        }
    }

    /// Since 2026-07-28 a client hears only what it asked for, request by request.
    struct QuietLogging: Tool {
        let name = "test_logging_tool"
        let description = "Logs a message, which nobody hears who did not ask for it."

        func call(_: NoArguments, in context: RequestContext) async throws -> String {
            context.log(.info, "test_logging_tool is at work", from: "everything")
            return "One message was logged."
        }
    }

    /// A connection need not stay open for as long as its call takes (SEP-1699).
    struct Reconnection: Tool {
        let name = "test_reconnection"
        let description = "Ends the connection and goes on; the client comes back for the result (2025-11-25)."

        func call(_: NoArguments, in context: RequestContext) async throws -> String {
            context.leaveConnection()
            try await context.sleep(for: .milliseconds(100))
            return "The result was waiting for you."
        }
    }
}
