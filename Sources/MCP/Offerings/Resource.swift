/// Something a client can read. A URI with `{variables}` is a template, and is listed as one (RFC 6570).
public protocol Resource: Sendable {
    /// Such as `about://server`, `greeting://{name}`, `notes:///{+path}` or `search://notes{?text,limit}`. Unique in
    /// the catalog.
    var uri: String { get }
    var name: String { get }
    /// What people read instead of the name.
    var title: String? { get }
    var description: String? { get }
    /// Empty where it is not the same for everything that a template finds: `ResourceContent.typed` says it then.
    var mimeType: String { get }
    /// Bytes, before any encoding, where that is known.
    var size: Int? { get }
    /// Pictures that clients may show.
    var icons: [Icon] { get }
    var annotations: Annotations? { get }
    /// How long clients may keep the content, where it differs from the server's `cache_time`.
    var cache: CacheHint? { get }
    /// Where reading runs. One that blocks says `.pool`.
    var runsOn: Execution { get }
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
    public var size: Int? { nil }
    public var icons: [Icon] { [] }
    public var annotations: Annotations? { nil }
    public var cache: CacheHint? { nil }
    public var runsOn: Execution { .loop }
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
