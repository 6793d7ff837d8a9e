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

    func outcome(of call: RPCRequest, as version: ProtocolVersion, in request: HTTPRequest) -> HTTPOutcome {
        do throws(RPCError) {
            try request.fields.compareVolunteered(with: call)
        } catch {
            return .now(.refusal(error, to: call.id))
        }
        var context = RequestContext(caller: request.caller, version: version, over: .http)
        context.memory = request.memory
        context.watch = .exchange(request.exchange)
        context.answersWithStatus = true
        context.address = request.remoteAddress
        if handler.looksAtOrigin { context.origin = RequestOrigin(request) }
        switch outcome(of: call, in: context) {
        case .now(let result): return .now(.answer(of: text.message(of: result, to: call.id)))
        case let outcome: return .later { [self] in .answer(of: text.message(of: await outcome.result, to: call.id)) }
        }
    }

    /// A batch (JSON-RPC 2.0 §6), which only clients of 2025-03-26 send.
    @inline(never)
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
        let terms = BatchTerms(settings, for: messages.compactMap(\.requestID), over: request.exchange)
        request.exchange.agree(to: terms)
        var context = RequestContext(caller: request.caller, version: .v2025_03_26, over: .http)
        context.address = request.remoteAddress
        if handler.looksAtOrigin { context.origin = RequestOrigin(request) }
        context.watch = .exchange(terms)
        var answers = BatchAnswers(over: request.exchange)
        for message in messages {
            let text: [UInt8]
            switch message {
            case .success(.request(let call)):
                text = self.text.message(of: await outcome(of: call, in: context).result, to: call.id).bytes
            case .success: continue
            case .failure(let rejection): text = self.text.error(rejection.error, id: rejection.id)
            }
            guard answers.add(text) else { break }
        }
        return answers.response
    }

    private func outcome(of call: RPCRequest, in context: RequestContext) -> RPCOutcome {
        guard handshake.concerns(call.method) else { return handler.outcome(of: call, in: context) }
        return .later { [handshake] () throws(RPCError) in .object(try await handshake.respond(to: call, in: context)) }
    }
}

extension Result<RPCMessage, RPCRejection> {
    fileprivate var isInitialize: Bool {
        if case .success(.request(let call)) = self { call.method == "initialize" } else { false }
    }
    var requestID: RPCID? { if case .success(.request(let call)) = self { call.id } else { nil } }
}
