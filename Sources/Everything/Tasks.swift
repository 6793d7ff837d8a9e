import JSON
import MCP

/// Work that goes on after its call was answered (2026-07-28, extension `io.modelcontextprotocol/tasks`). For clients
/// that do not follow tasks, it is part of the call.
enum TaskTools {
    static let all: [any Tool] = [
        Greet(), SlowCompute(), FailingJob(), ProtocolErrorJob(), ConfirmDelete(), MultiInput(), WithTask(),
    ]

    struct Greet: Tool {
        let name = "greet"
        let description = "Greets at once."

        struct Arguments: CallArguments {
            @Argument("Whom to greet") var name: String
        }

        func call(_ arguments: Arguments, in context: RequestContext) async throws -> String {
            "Hello, \(arguments.name)!"
        }
    }

    struct SlowCompute: Tool {
        let name = "slow_compute"
        let description = "Takes its time."

        struct Arguments: CallArguments {
            @Argument("How long it takes", in: 0.0...60) var seconds = 1.0
            @Argument("What the result is called") var label = "result"
        }

        func call(_ arguments: Arguments, in context: RequestContext) async throws -> String {
            try await context.asTask { context in
                try await context.sleep(for: .milliseconds(Int(arguments.seconds * 1000)))
                return "\(arguments.label): done after \(arguments.seconds) seconds"
            }
        }
    }

    /// A tool that failed has completed all the same.
    struct FailingJob: Tool {
        let name = "failing_job"
        let description = "Fails, as a task only."

        func call(_: NoArguments, in context: RequestContext) async throws -> String {
            try await context.asTask(required: true) { _ -> String in
                throw ToolError("This job intentionally fails for testing")
            }
        }
    }

    struct ProtocolErrorJob: Tool {
        let name = "protocol_error_job"
        let description = "Ends with an error of the protocol, as a task only."

        func call(_: NoArguments, in context: RequestContext) async throws -> String {
            try await context.asTask(required: true) { _ -> String in
                throw RPCError(code: -32603, "This job intentionally ends with an error")
            }
        }
    }

    struct ConfirmDelete: Tool {
        let name = "confirm_delete"
        let description = "Asks before it deletes; nothing is deleted."

        struct Arguments: CallArguments {
            @Argument("What to delete") var filename: String
        }

        func call(_ arguments: Arguments, in context: RequestContext) async throws -> String {
            try await context.asTask { context in
                let question = "Delete \(arguments.filename)?"
                let answer = try await context.ask("confirm", question, for: Confirmation.self)
                return answer.content?.ok == true ? "Deleted \(arguments.filename)." : "Kept \(arguments.filename)."
            }
        }
    }

    struct MultiInput: Tool {
        let name = "multi_input"
        let description = "Asks two questions at once."

        func call(_: NoArguments, in context: RequestContext) async throws -> String {
            try await context.asTask { context in
                async let name = context.ask("name", "What is your name?", for: RoundTripTools.Name.self)
                async let colour = context.ask("color", "Your favourite colour?", for: RoundTripTools.Colour.self)
                let (who, what) = try await (name.content?.name, colour.content?.color)
                return "\(who ?? "Somebody") likes \(what ?? "no colour")."
            }
        }
    }

    /// What must be asked before there is a task, is asked in a round of the call.
    struct WithTask: Tool {
        let name = "test_tool_with_task"
        let description = "Asks for a name, and greets in a task."

        func call(_: NoArguments, in context: RequestContext) async throws -> String {
            let answer = try await context.ask("user_name", "What is your name?", for: RoundTripTools.Name.self)
            return try await context.asTask { _ in "Hello, \(answer.content?.name ?? "nobody")!" }
        }
    }
}
