public import JSON

/// Something a model can call.
public protocol Tool: Sendable {
    associatedtype Arguments: CallArguments = NoArguments
    associatedtype Output: ToolOutput

    /// The name clients call, unique in the catalog: 1 to 64 of `A-Z a-z 0-9 _ - .`
    var name: String { get }
    /// What people read instead of the name.
    var title: String? { get }
    /// What the tool does, for the model to choose it by.
    var description: String { get }
    /// Pictures that clients may show.
    var icons: [Icon] { get }
    /// What a client may assume about the tool.
    var hints: ToolHints { get }
    /// The JSON Schema of the arguments, in place of the one that follows from `Arguments`: listed as it is, and kept.
    /// The type `JSONObject` for `Arguments` takes them as they come.
    var inputSchema: JSONObject? { get }
    /// The JSON Schema of the structured content. A result that does not keep it is an error of the server.
    var outputSchema: JSONObject? { get }
    /// `_meta` of the tool in lists.
    var meta: JSONObject { get }
    /// Scopes a caller must hold.
    var requiredScopes: Set<String> { get }
    /// Whether the tool is offered on standard streams only, not over the network.
    var stdioOnly: Bool { get }
    /// Where the tool runs. One that computes for long or calls blocking code says `.pool`.
    var runsOn: Execution { get }
    /// How long a call may show no progress, where it differs from the server's `call_timeout`.
    var timeout: Duration? { get }

    /// One that never waits is better a `QuickTool`.
    ///
    /// - Throws: `ToolError` for what the model should read; the text of any other error goes to the log only.
    func call(_ arguments: Arguments, in context: RequestContext) async throws -> Output
}

extension Tool {
    public var title: String? { nil }
    public var icons: [Icon] { [] }
    public var hints: ToolHints { ToolHints() }
    public var inputSchema: JSONObject? { nil }
    public var outputSchema: JSONObject? { nil }
    public var meta: JSONObject { [:] }
    public var requiredScopes: Set<String> { [] }
    public var stdioOnly: Bool { false }
    public var runsOn: Execution { .loop }
    public var timeout: Duration? { nil }
}

/// Where code runs.
public enum Execution: Sendable {
    /// On the event loop that took the request in: no hop, but it must not block.
    case loop
    /// On the global pool of threads.
    case pool
}

/// A failure whose text is for the model, so that it can try again.
public struct ToolError: Error, Sendable, Hashable {
    public let message: String
    public init(_ message: String) { self.message = message }
}

extension Tool {
    /// Reads `json` as arguments and calls the tool, the way a client does.
    public func call(_ json: JSONObject, in context: RequestContext = RequestContext()) async throws -> ToolResult {
        let input = try ToolInput(self)
        let arguments: Arguments
        do throws(ArgumentMistake) {
            arguments = try input.read(json)
        } catch {
            return .failure(error.text)
        }
        do {
            let result = try await call(arguments, in: context).result
            try ToolResultSchema(of: self)?.check(result)
            return result
        } catch let error as ToolError {
            return .failure(error.message)
        }
    }
}
