internal import HTTP
internal import JSON

/// Batches (JSON-RPC 2.0 §6), which only sessions of 2025-03-26 may send.
extension SessionHTTP {
    /// `nil` for a batch without a session, which is not refused here.
    func answer(toBatch items: [JSONValue], in request: HTTPRequest) async -> HTTPResponse? {
        switch request.fields.single(.mcpSessionID) {
        case .missing: return isRequired ? .refusal(Self.missing) : nil
        case .several: return .refusal(.invalidRequest("Mcp-Session-Id is there twice"))
        case .value(let id):
            guard let token = book.open(id, by: request.caller) else { return .unknownSession() }
            if let refusal = request.fields.versionRefusal { return .refusal(refusal) }
            guard token.version == .v2025_03_26 else {
                return .refusal(.invalidRequest("one message, not a batch"))
            }
            guard (1...SessionlessHTTP.batchLimit).contains(items.count) else {
                return .refusal(.invalidRequest("a batch of 1 to \(SessionlessHTTP.batchLimit) messages"))
            }
            return await answer(items, under: id, in: request)
        }
    }

    /// One after the other, without streams: what would be said before a result is not, and nothing can be asked.
    private func answer(_ items: [JSONValue], under id: ArraySlice<UInt8>, in request: HTTPRequest) async
        -> HTTPResponse
    {
        var request = request
        let messages = items.map { item in
            Result { () throws(RPCRejection) -> RPCMessage in try RPCMessage(item) }
        }
        let terms = BatchTerms(settings, for: messages.compactMap(\.requestID), over: request.exchange)
        request.exchange.agree(to: terms)
        request.exchange = terms
        var answers = BatchAnswers(over: request.exchange)
        for message in messages {
            let text: [UInt8]
            switch message {
            case .success(.request(let call)):
                let meta = RequestMeta(call.params)
                let course = begin(call, meta, under: id, in: request, .json, standsAlone: false)
                let response = await finish(course, of: call, in: request)
                guard case .bytes(let bytes) = response.body, !bytes.isEmpty else { continue }
                text = bytes
            case .success(let message):
                _ = accept(message, under: id, in: request)
                continue
            case .failure(let rejection): text = ResponseText.bare.error(rejection.error, id: rejection.id)
            }
            guard answers.add(text) else { break }
        }
        return answers.response
    }
}
