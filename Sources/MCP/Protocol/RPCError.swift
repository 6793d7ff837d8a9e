public import JSON

/// The only error that crosses the protocol (JSON-RPC 2.0 §5.1).
///
/// Codes of our own lie outside -32768…-32000, which the specification keeps for itself;
/// they are the HTTP status that says the same.
public struct RPCError: Error, Sendable, Hashable {
    /// Apart: every function that may throw makes room for the error, and hardly ever needs it.
    private let content: Content

    public var code: Int { content.code }
    public var message: String { content.message }
    public var data: JSONValue? { content.data }

    public init(code: Int, _ message: String, data: JSONValue? = nil) {
        content = Content(code, message, data)
    }

    private final class Content: Sendable {
        let code: Int
        let message: String
        let data: JSONValue?

        init(_ code: Int, _ message: String, _ data: JSONValue?) {
            self.code = code
            self.message = message
            self.data = data
        }
    }

    public static func == (lhs: Self, rhs: Self) -> Bool {
        lhs.content === rhs.content || (lhs.code == rhs.code && lhs.message == rhs.message && lhs.data == rhs.data)
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(code)
        hasher.combine(message)
        hasher.combine(data)
    }
}

extension RPCError {
    public static let parseError = Self(code: -32700, "Parse error")
    public static func invalidRequest(_ why: String) -> Self { Self(code: -32600, "Invalid request: \(why)") }
    public static func methodNotFound(_ method: String) -> Self {
        Self(code: -32601, "Method not found: \(method.shown)")
    }
    public static func invalidParams(_ why: String) -> Self { Self(code: -32602, why) }
    /// Something the client may not know the reason of; the log has it under `request`.
    public static func internalError(request: String) -> Self {
        Self(code: -32603, "Internal error (request \(request))")
    }

    /// A header field that is missing, twice there, malformed, or not what the body says (2026-07-28).
    public static func headerMismatch(_ why: String) -> Self { Self(code: -32020, "Header mismatch: \(why)") }
    /// A capability of the client that the request cannot do without (2026-07-28).
    public static func missingCapability(_ required: JSONObject) -> Self {
        Self(
            code: -32021,
            "Missing required client capability",
            data: ["requiredCapabilities": .object(required)]
        )
    }
    public static func unsupportedVersion(_ requested: String) -> Self {
        Self(
            code: -32022,
            "Unsupported protocol version",
            data: [
                "supported": [.string(ProtocolVersion.latest.text)],
                "requested": .string(requested.shown),
            ]
        )
    }

    /// A page that the user must have been to before the request can be made (2025-11-25): `link` is what
    /// `elicitation/create` would say of it.
    static func linkRequired(_ link: JSONObject) -> Self {
        Self(
            code: -32042,
            "This request needs the user to open a page first",
            data: ["elicitations": [.object(link)]]
        )
    }

    /// -32602 since 2026-07-28, -32002 before.
    public static func resourceNotFound(_ uri: String, in version: ProtocolVersion) -> Self {
        Self(code: version.hasHandshake ? -32002 : -32602, "Resource not found", data: ["uri": .string(uri)])
    }

    /// A scope that the caller does not hold.
    public static func forbidden(_ scopes: Set<String>) -> Self {
        Self(code: 403, scopes.refusal, data: ["requiredScopes": .array(scopes.sorted().map { .string($0) })])
    }
    /// A condition of the configuration that does not hold; no scope would help.
    public static let refused = Self(code: 403, "Not allowed by the rules of this server")
    /// The client no longer waits; nobody reads this.
    public static let cancelled = Self(code: 499, "Request cancelled")
    /// The process already runs as many calls as it may.
    public static let busy = Self(code: 503, "Too many calls are running; try again later")
    /// The caller already runs as many calls as it may.
    public static let greedy = Self(code: 503, "Too many of your calls are running; try again later")
    /// There is no room for more subscriptions, of this caller or of all.
    public static let fullOfSubscriptions = Self(code: 503, "Too many subscriptions are kept; try again later")
    public static let late = Self(code: 504, "The request took too long and was cancelled")
}

extension Set<String> {
    /// What a caller is told who lacks one of these scopes.
    var refusal: String {
        "Insufficient permissions: \(sorted().joined(separator: " ")) scope\(count == 1 ? "" : "s") required"
    }
}

extension String {
    /// The text as far as an error message repeats it.
    var shown: String { utf8.count <= 100 ? self : String(prefix(64)) + "…" }
}
