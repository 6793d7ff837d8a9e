public import HTTP
public import JSON
public import Telemetry

/// What a request carries besides its method and parameters.
public struct RequestContext: Sendable {
    public var caller: Caller
    public var version: ProtocolVersion
    public var transport: Transport
    /// What the client said it can do (MCP "ClientCapabilities").
    public var clientCapabilities: JSONObject = [:]
    /// Sends a notification that belongs to this request, ahead of its result. Does nothing where the client did not
    /// ask for any.
    public var notify: @Sendable (RPCNotification) -> Void

    /// How the call asks the client; `nil` where nobody can be asked.
    public var client: (any ClientLink)?

    /// The HTTP request that brought the message, where conditions of access may look at it.
    public var origin: RequestOrigin?

    /// The step of a trace that the call is, for what it asks of others (`HTTPFields.go(on:)`); without tracing, the one
    /// that the client names in `_meta`.
    public var trace: TraceContext?

    /// Where the request came from over HTTP: who is counted, where callers have no name.
    var address: String?
    /// Counts a large request for as long as somebody works on it.
    var memory: HeldMemory?
    /// Whether the status of an HTTP response can say that the caller may not do this.
    var answersWithStatus = false
    /// Whether the call may be answered with a task.
    var makesTasks = false
    var progressToken: RPCID?
    var level: MessageLevel?
    /// Who looks at the clock while the request is being answered.
    var watch = CallWatch.none

    public init(
        caller: Caller = .unknown,
        version: ProtocolVersion = .latest,
        over transport: Transport = .stdio,
        notify: @escaping @Sendable (RPCNotification) -> Void = { _ in }
    ) {
        self.caller = caller
        self.version = version
        self.transport = transport
        self.notify = notify
    }

    /// How a request reached the server.
    public enum Transport: Sendable { case http, stdio, webSocket }
}

extension RequestContext {
    /// Says that the work goes on, which moves its time limit, and how far it has come: `done` of `total`.
    ///
    /// `done` must grow from call to call; a value that does not is not sent.
    public func progress(_ done: Double, of total: Double? = nil, _ message: String? = nil) {
        watch.renew()
        guard let progressToken else { return }
        var params: JSONObject = ["progressToken": progressToken.json, "progress": .double(done)]
        params["total"] = total.map { .double($0) }
        if version >= .v2025_03_26 { params["message"] = message.map { .string($0) } }
        notify(RPCNotification(method: "notifications/progress", params: params))
    }

    /// Tells the client what happens, if it wants to read messages of this level.
    public func log(_ level: MessageLevel, _ data: JSONValue, from logger: String? = nil) {
        guard let wanted = self.level, level >= wanted else { return }
        var params: JSONObject = ["level": .string(level.rawValue), "data": data]
        params["logger"] = logger.map { .string($0) }
        notify(RPCNotification(method: "notifications/message", params: params))
    }
}

extension RequestContext {
    /// Returns no earlier than `delay` from now, without a thread that waits.
    ///
    /// - Throws: `CancellationError`, as soon as the call is cancelled.
    public func sleep(for delay: Duration) async throws { try await watch.timers.sleep(for: delay) }
}
