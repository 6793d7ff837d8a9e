public import Telemetry

/// What is found out about a request while it is being answered.
public enum RequestFact: Sendable {
    /// Who speaks behind a trusted proxy, and the name of the request.
    case client(_ address: String, id: String)
    case caller(Caller)
    case call(CallFact)
    /// The step of a trace that the request is, or the call in it.
    case trace(TraceContext)
}

/// What an MCP request asks for. A class, because it is handed from hand to hand.
public final class CallFact: Sendable {
    public let method: String
    /// The tool, the prompt or the resource.
    public let name: String?
    public let revision: String
    /// The trace that the client says the request belongs to (W3C Trace Context): 32 hexadecimal digits.
    public let traceID: String?

    public init(_ method: String, name: String? = nil, revision: String, traceID: String? = nil) {
        self.method = method
        self.name = name
        self.revision = revision
        self.traceID = traceID
    }
}

extension CallFact: Equatable {
    public static func == (lhs: CallFact, rhs: CallFact) -> Bool {
        lhs.method == rhs.method && lhs.name == rhs.name && lhs.revision == rhs.revision && lhs.traceID == rhs.traceID
    }
}
