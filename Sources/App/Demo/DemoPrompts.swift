import MCP

/// Asks for a review of code.
struct CodeReview: Prompt {
    let name = "code_review"
    let description = "Review a piece of code."

    struct Arguments: CallArguments {
        @Argument("The code") var code: String
        @Argument("Its language") var language = "Swift"
    }

    func messages(_ arguments: Arguments, in context: RequestContext) async throws -> [PromptMessage] {
        [.user(.text("Please review this \(arguments.language) code:\n\n\(arguments.code)"))]
    }

    func completions(
        of argument: String,
        from text: String,
        with others: [String: String],
        in context: RequestContext
    ) async throws -> [String] {
        argument == "language" ? ["C", "Go", "Python", "Rust", "Swift"].filter { $0.hasPrefix(text) } : []
    }
}

/// Starts looking for the cause of an error.
struct DebugPrompt: Prompt {
    let name = "debug_prompt"
    let description = "Find the cause of an error."

    struct Arguments: CallArguments {
        @Argument("What the program says") var error: String
    }

    func messages(_ arguments: Arguments, in context: RequestContext) async throws -> [PromptMessage] {
        [
            .user(.text("Debug: \(arguments.error)")),
            .assistant(.text("Let us find the cause. What did you do before it happened?")),
        ]
    }
}
