public import HTTP
internal import JSON
public import Telemetry

/// `/mcp`: reads the one message of a POST and picks the era its client speaks.
///
/// Who may call, from which host and which web page, is settled before.
public final class MCPEndpoint: HTTPHandler {
    private let current: StreamableHTTP
    private let earlier: SessionlessHTTP
    private let sessions: SessionHTTP?
    private let limits: RequestLimits?

    /// - Parameters:
    ///   - sessions: `nil` leaves each request of the earlier revisions to itself.
    ///   - limits: what has counted a request of HTTP once, and counts what a batch has more.
    public init(
        _ handler: any MCPHandler,
        _ settings: MCPSettings = MCPSettings(),
        sessions: SessionHTTP? = nil,
        within limits: RequestLimits? = nil,
        log: Logger = .silent
    ) {
        self.sessions = sessions
        self.limits = limits
        current = StreamableHTTP(handler, settings)
        earlier = SessionlessHTTP(handler, settings)
    }

    public func respond(to request: HTTPRequest) async -> HTTPResponse {
        var request = request
        return await outcome(of: &request).response
    }

    public func outcome(of request: inout HTTPRequest) -> HTTPOutcome {
        switch course(of: request) {
        case .answered(let response): .now(response)
        case .current(let call, let meta, let accepted): current.outcome(of: call, meta, in: request, accepted)
        case .earlier(let version, let call): earlier.outcome(of: call, as: version, in: request)
        case let course: .later { [self, request] in await go(course, with: request) }
        }
    }

    /// How a request goes on. What needs no waiting is found out by functions that are not asynchronous, and so take no
    /// room in the frame of one that waits.
    private enum Course: Sendable {
        case answered(HTTPResponse)
        case batch([JSONValue])
        case session(SessionHTTP, SessionHTTP.Course, RPCRequest)
        case earlier(ProtocolVersion, RPCRequest)
        case current(RPCRequest, RequestMeta, Accepted)
        /// Counted as long as somebody works on it.
        indirect case large(HeldMemory, Course)
    }

    @inline(__always)
    private func go(_ course: Course, with request: HTTPRequest) async -> HTTPResponse {
        switch course {
        case .answered(let response): response
        case .batch(let items): await answer(items, in: request)
        case .session(let sessions, let course, let call): await sessions.finish(course, of: call, in: request)
        case .earlier(let version, let call): await earlier.outcome(of: call, as: version, in: request).response
        case .current(let call, let meta, let accepted):
            await current.outcome(of: call, meta, in: request, accepted).response
        case .large(let memory, let course): await go(course, with: request, holding: memory)
        }
    }

    @inline(never)
    private func go(_ course: Course, with request: HTTPRequest, holding memory: HeldMemory) async -> HTTPResponse {
        var request = request
        request.memory = memory
        return await go(course, with: request)
    }

    @inline(never)
    private func answer(_ batch: [JSONValue], in request: HTTPRequest) async -> HTTPResponse {
        if let refusal = await excess(of: batch, in: request) { return refusal }
        if let answer = await sessions?.answer(toBatch: batch, in: request) { return answer }
        return await earlier.respond(toBatch: batch, in: request)
    }

    /// A batch is as many requests as it has messages, and runs when all of them may. One that is too long is refused later.
    private func excess(of batch: [JSONValue], in request: HTTPRequest) async -> HTTPResponse? {
        guard let limits, batch.count <= SessionlessHTTP.batchLimit else { return nil }
        var request = request
        for _ in batch.dropFirst() {
            if let refusal = limits.answer(to: &request) { return refusal }
            if limits.mustWait(for: request), let refusal = await limits.decide(&request) { return refusal }
        }
        return nil
    }
}

/// From a request to its course.
extension MCPEndpoint {
    /// Bytes that what was read from a body may take without being counted: the server counts as many for any request.
    static let lightweight = 8 << 10

    @inline(never)
    private func course(of request: HTTPRequest) -> Course {
        guard request.method == .post else {
            return .answered(
                sessions?.respond(to: request) ?? HTTPResponse(.methodNotAllowed, fields: [.allow: "POST"])
            )
        }
        guard request.fields.declaresJSON else { return .answered(HTTPResponse(.unsupportedMediaType)) }
        let accepted = Accepted(request.fields)
        guard !accepted.isEmpty else { return .answered(HTTPResponse(.notAcceptable)) }
        let json: JSONValue
        var weight = 0
        do throws(JSONError) {
            json = try JSONParser.messages.parse(
                request.body.span,
                knowing: request.exchange.repeats,
                weight: &weight
            )
        } catch {
            return .answered(.refusal(.parseError))
        }
        guard weight > Self.lightweight else { return course(of: json, in: request, accepted) }
        guard let memory = request.exchange.hold(weight) else {
            return .answered(.unavailable("The server is busy"))
        }
        var request = request
        request.memory = memory
        return .large(memory, course(of: json, in: request, accepted))
    }

    private func course(of json: JSONValue, in request: HTTPRequest, _ accepted: Accepted) -> Course {
        if case .array(let items) = json { return .batch(items) }
        do throws(RPCRejection) {
            return course(of: try RPCMessage(json), in: request, accepted)
        } catch {
            return .answered(.refusal(error.error, to: error.id))
        }
    }

    /// The body decides the era, then the header; never the mere presence of a header field.
    private func course(of message: RPCMessage, in request: HTTPRequest, _ accepted: Accepted) -> Course {
        if let answer = sessions?.accept(message, in: request) { return .answered(answer) }
        switch message {
        case .request(let call):
            let meta = RequestMeta(call.params)
            request.note(call, meta)
            if meta.isCurrent { return .current(call, meta, accepted) }
            if let sessions {
                let course = sessions.begin(call, meta, in: request, accepted)
                switch course {
                case .elsewhere: break
                case .answered(let response): return .answered(response)
                case .runs, .settles, .opens: return .session(sessions, course, call)
                }
            }
            if let version = request.fields.earlierVersion { return .earlier(version, call) }
            return .current(call, meta, accepted)
        case .notification(let notification):
            let isKnown = RequestMeta(notification.params).isCurrent || request.fields.namesKnownVersion
            return .answered(HTTPResponse(isKnown ? .accepted : .badRequest))
        case .response(let response):
            // Nobody asked: there is no session in which a server asks.
            guard request.fields.earlierVersion != nil else {
                return .answered(.refusal(.invalidRequest("clients send no responses"), to: response.id))
            }
            return .answered(HTTPResponse(.accepted))
        }
    }
}

extension HTTPFields {
    /// The revision with a handshake that `MCP-Protocol-Version` names, 2025-03-26 without one;
    /// `nil` when it names another, or several.
    var earlierVersion: ProtocolVersion? {
        switch single(.mcpProtocolVersion) {
        case .missing: .v2025_03_26
        case .value(let bytes): ProtocolVersion(bytes).flatMap { $0.hasHandshake ? $0 : nil }
        case .several: nil
        }
    }

    /// Whether `MCP-Protocol-Version` names a revision this server knows, or is not there.
    fileprivate var namesKnownVersion: Bool {
        switch single(.mcpProtocolVersion) {
        case .missing: true
        case .value(let bytes): ProtocolVersion(bytes) != nil
        case .several: false
        }
    }
}

extension HTTPResponse {
    /// An error that is found before a handler is asked.
    static func refusal(_ error: RPCError, to id: RPCID? = nil, _ status: HTTPStatus = .badRequest) -> Self {
        .json(ResponseText.bare.error(error, id: id), status)
    }
}
