internal import HTTP
internal import JSON

/// The MCP endpoint for clients with a handshake, without a session: each POST stands alone and is answered in JSON.
final class SessionlessHTTP: Sendable {
    /// Messages in one batch.
    static let batchLimit = 100

    private let handler: any MCPHandler
    private let handshake: Handshake
    private let settings: MCPSettings
    private let text = ResponseText.bare

    init(_ handler: any MCPHandler, _ settings: MCPSettings) {
        self.handler = handler
        handshake = Handshake(handler, settings)
        self.settings = settings
    }

    func respond(to call: RPCRequest, as version: ProtocolVersion, in request: HTTPRequest) async -> HTTPResponse {
        do throws(RPCError) {
            try HeaderCheck(fields: request.fields).compareVolunteered(with: call)
        } catch {
            return .refusal(error, to: call.id)
        }
        var context = RequestContext(caller: request.caller, version: version, over: .http)
        context.watch = request.exchange.map { .exchange($0) } ?? .none
        context.answersWithStatus = true
        if handler.looksAtOrigin { context.origin = RequestOrigin(request) }
        let (bytes, error) = await answer(call, in: context)
        return .answer(bytes, error?.earlierStatus ?? .ok, error)
    }

    /// A batch (JSON-RPC 2.0 §6), which only clients of 2025-03-26 send.
    func respond(toBatch items: [JSONValue], in request: HTTPRequest) async -> HTTPResponse {
        guard request.fields.earlierVersion == .v2025_03_26 else {
            return .refusal(.invalidRequest("one message, not a batch"))
        }
        guard (1...Self.batchLimit).contains(items.count) else {
            return .refusal(.invalidRequest("a batch of 1 to \(Self.batchLimit) messages"))
        }
        let messages = items.map { item in
            Result { () throws(RPCRejection) -> RPCMessage in try RPCMessage(item) }
        }
        guard !messages.contains(where: \.isInitialize) else {
            return .refusal(.invalidRequest("initialize stands alone"))
        }
        agree(on: messages, in: request)
        var context = RequestContext(caller: request.caller, version: .v2025_03_26, over: .http)
        if handler.looksAtOrigin { context.origin = RequestOrigin(request) }
        var answers: [[UInt8]] = []
        for message in messages {
            switch message {
            case .success(.request(let call)): answers.append(await answer(call, in: context).bytes)
            case .success: break
            case .failure(let rejection): answers.append(text.error(rejection.error, id: rejection.id))
            }
        }
        return answers.isEmpty ? HTTPResponse(.accepted) : .json(Self.array(of: answers))
    }

    @inline(__always)
    private func answer(_ call: RPCRequest, in context: RequestContext) async -> (bytes: [UInt8], RPCError?) {
        do throws(RPCError) {
            let result =
                handshake.concerns(call.method)
                ? try await handshake.respond(to: call, in: context)
                : try await handler.respond(to: call, in: context)
            return (text.result(result, id: call.id), nil)
        } catch {
            return (text.error(error, id: call.id), error)
        }
    }

    /// One time limit for a whole batch.
    private func agree(on messages: [Result<RPCMessage, RPCRejection>], in request: HTTPRequest) {
        let ids = messages.compactMap(\.requestID)
        request.exchange?.agree(to: BatchTerms(limit: settings.callTimeout, cap: settings.callTimeoutCap, ids))
    }

    static func array(of texts: [[UInt8]]) -> [UInt8] {
        Array("[".utf8) + texts.joined(separator: [UInt8(ascii: ",")]) + Array("]".utf8)
    }
}

/// What a batch is answered with when it takes too long: the same for each of its requests.
private final class BatchTerms: Terms {
    let limit: Duration
    let cap: Duration
    private let ids: [RPCID]

    init(limit: Duration, cap: Duration, _ ids: [RPCID]) {
        self.limit = limit
        self.cap = cap
        self.ids = ids
    }

    func late() -> HTTPResponse {
        .json(SessionlessHTTP.array(of: ids.map { ResponseText.bare.error(.late, id: $0) }))
    }
    /// Which of the calls it was, nobody knows.
    func stalled(for time: Duration) {}
}

extension Result<RPCMessage, RPCRejection> {
    fileprivate var isInitialize: Bool {
        if case .success(.request(let call)) = self { call.method == "initialize" } else { false }
    }
    fileprivate var requestID: RPCID? { if case .success(.request(let call)) = self { call.id } else { nil } }
}
