import MCP

/// Opens a conversation by introducing someone.
struct Introduce: Prompt {
    let name = "introduce"
    let description = "Introduce someone to the model."
    private static let languages = ["English", "Español", "Français", "Deutsch", "Português"]

    struct Arguments: CallArguments {
        @Argument("Who they are") var name: String
        @Argument("Language of the answer") var language = "English"
    }

    func messages(_ arguments: Arguments, in context: RequestContext) async throws -> [PromptMessage] {
        [.user(.text("This is \(arguments.name). Please say hello, in \(arguments.language)."))]
    }

    func completions(
        of argument: String,
        from text: String,
        with others: [String: String],
        in context: RequestContext
    ) async throws -> [String] {
        argument == "language" ? Self.languages.filter { $0.lowercased().hasPrefix(text.lowercased()) } : []
    }
}
