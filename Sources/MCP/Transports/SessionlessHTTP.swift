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

    @inline(never)
    func respond(to call: RPCRequest, as version: ProtocolVersion, in request: HTTPRequest) async -> HTTPResponse {
        do throws(RPCError) {
            try request.fields.compareVolunteered(with: call)
        } catch {
            return .refusal(error, to: call.id)
        }
        var context = RequestContext(caller: request.caller, version: version, over: .http)
        context.memory = request.memory
        context.watch = .exchange(request.exchange)
        context.answersWithStatus = true
        context.address = request.remoteAddress
        if handler.looksAtOrigin { context.origin = RequestOrigin(request) }
        let (bytes, error) = await answer(call, in: context)
        return .answer(bytes, error?.earlierStatus ?? .ok, error)
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
            case .success(.request(let call)): text = await answer(call, in: context).bytes
            case .success: continue
            case .failure(let rejection): text = self.text.error(rejection.error, id: rejection.id)
            }
            guard answers.add(text) else { break }
        }
        return answers.response
    }

    @inline(__always)
    private func answer(_ call: RPCRequest, in context: RequestContext) async -> (bytes: [UInt8], RPCError?) {
        do throws(RPCError) {
            let result: RPCAnswer =
                handshake.concerns(call.method)
                ? .object(try await handshake.respond(to: call, in: context))
                : try await handler.answer(to: call, in: context)
            return (text.result(result, id: call.id), nil)
        } catch {
            return (text.error(error, id: call.id), error)
        }
    }
}

extension Result<RPCMessage, RPCRejection> {
    fileprivate var isInitialize: Bool {
        if case .success(.request(let call)) = self { call.method == "initialize" } else { false }
    }
    var requestID: RPCID? { if case .success(.request(let call)) = self { call.id } else { nil } }
}
