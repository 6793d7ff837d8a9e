/// Something a client can read. A URI with `{variables}` is a template, and is listed as one (RFC 6570, level 1).
public protocol Resource: Sendable {
    /// Such as `about://server`, or `greeting://{name}`. Unique in the catalog.
    var uri: String { get }
    var name: String { get }
    /// What people read instead of the name.
    var title: String? { get }
    var description: String? { get }
    var mimeType: String { get }
    /// Scopes a caller must hold.
    var requiredScopes: Set<String> { get }

    /// - Parameter variables: percent-decoded once, so they may hold any character, `/` and `..` too;
    ///   empty unless the URI is a template.
    /// - Throws: `NotFound` when nothing is there; the text of a `ToolError` reaches the client.
    func read(_ variables: [String: String], in context: RequestContext) async throws -> ResourceContent

    /// Values of `variable` that begin like `text`, best first; `others` are already chosen.
    func completions(of variable: String, from text: String, with others: [String: String], in context: RequestContext)
        async throws -> [String]
}

extension Resource {
    public var title: String? { nil }
    public var description: String? { nil }
    public var requiredScopes: Set<String> { [] }

    public func completions(
        of variable: String,
        from text: String,
        with others: [String: String],
        in context: RequestContext
    ) async throws -> [String] { [] }
}

/// There is nothing at this URI.
public struct NotFound: Error, Sendable, Hashable {
    public init() {}
}
