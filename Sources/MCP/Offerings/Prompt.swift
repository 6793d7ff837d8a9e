internal import JSON

/// A way to open a conversation, which a person picks.
public protocol Prompt: Sendable {
    associatedtype Arguments: CallArguments = NoArguments

    /// Unique in the catalog.
    var name: String { get }
    /// What people read instead of the name.
    var title: String? { get }
    var description: String { get }
    /// Pictures that clients may show.
    var icons: [Icon] { get }
    /// Scopes a caller must hold.
    var requiredScopes: Set<String> { get }

    /// - Throws: `ToolError` for what the client should read; the text of any other error goes to the log only.
    func messages(_ arguments: Arguments, in context: RequestContext) async throws -> [PromptMessage]

    /// Values of `argument` that begin like `text`, best first; `others` are already chosen.
    func completions(of argument: String, from text: String, with others: [String: String], in context: RequestContext)
        async throws -> [String]
}

extension Prompt {
    public var title: String? { nil }
    public var icons: [Icon] { [] }
    public var requiredScopes: Set<String> { [] }

    public func completions(
        of argument: String,
        from text: String,
        with others: [String: String],
        in context: RequestContext
    ) async throws -> [String] { [] }
}

/// One turn of a conversation.
public enum PromptMessage: Sendable, Hashable {
    case user(Content)
    case assistant(Content)

    func json(for version: ProtocolVersion) -> JSONValue {
        switch self {
        case .user(let content): ["role": "user", "content": content.json(for: version)]
        case .assistant(let content): ["role": "assistant", "content": content.json(for: version)]
        }
    }
}
