internal import HTTP
internal import JSON

/// GET and DELETE.
extension SessionHTTP {
    func respond(to request: HTTPRequest) -> HTTPResponse {
        switch request.method {
        case .get: stream(for: request)
        case .delete: end(request)
        default: HTTPResponse(.methodNotAllowed, fields: [.allow: "GET, POST, DELETE"])
        }
    }

    /// Opens the stream for what belongs to no call, or goes on with one that was cut.
    private func stream(for request: HTTPRequest) -> HTTPResponse {
        guard Accepted(request.fields).contains(.eventStream) else { return HTTPResponse(.notAcceptable) }
        let token: SessionToken
        switch session(of: request) {
        case .success(let found): token = found
        case .failure(let refusal): return refusal.response
        }
        switch request.fields.single(.lastEventID) {
        case .missing: return standalone(token, request)
        case .value(let text): return resume(after: text, token, request)
        case .several: return .refusal(.invalidRequest("Last-Event-ID is there twice"))
        }
    }

    private func standalone(_ token: SessionToken, _ request: HTTPRequest) -> HTTPResponse {
        guard let session = book.remember(token, from: request.remoteAddress, by: request.exchange.timers) else {
            return .unavailable("Too many sessions are open", retryAfter: 5)
        }
        guard let (stream, reading) = session.openStandalone() else {
            return .refusal(.invalidRequest("the session has a stream"), to: nil, .conflict)
        }
        session.listen(to: methods.changes)
        return read(stream, reading, token, request)
    }

    /// Goes on after the event that the client read last; 404 when it is no longer known here, or never was.
    private func resume(after text: ArraySlice<UInt8>, _ token: SessionToken, _ request: HTTPRequest) -> HTTPResponse {
        guard let place = StreamPlace(text), let stream = book.find(token)?.stream(named: place.stream) else {
            return .unknownSession()
        }
        if let denial = denial(of: stream, token, request) {
            return .answer(ResponseText.bare.error(denial, id: nil), .forbidden, denial)
        }
        guard let reading = stream.read(after: place.number) else { return .unknownSession() }
        return read(stream, reading, token, request)
    }

    private func denial(of stream: SessionStream, _ token: SessionToken, _ request: HTTPRequest) -> RPCError? {
        guard let use = stream.use else { return nil }
        var context = RequestContext(caller: request.caller, version: token.version, over: .http)
        if methods.handler.looksAtOrigin { context.origin = RequestOrigin(request) }
        return methods.handler.denial(of: use, in: context)
    }

    private func read(
        _ stream: SessionStream,
        _ reading: Reading,
        _ token: SessionToken,
        _ request: HTTPRequest
    ) -> HTTPResponse {
        // The client may come back to another process, or to none.
        request.exchange.onDrain { stream.letGo() }
        return reading.response(
            primer: token.version >= .v2025_11_25 ? stream.primer(retry: book.settings.retryTime) : nil
        )
    }

    private func end(_ request: HTTPRequest) -> HTTPResponse {
        switch session(of: request) {
        case .success(let token):
            book.end(token)
            methods.tasks?.store.end(of: token.owner)
            return HTTPResponse(.noContent)
        case .failure(let refusal): return refusal.response
        }
    }

    private func session(of request: HTTPRequest) -> Result<SessionToken, Refused> {
        switch request.fields.single(.mcpSessionID) {
        case .missing: .failure(Refused(response: .refusal(.invalidRequest("Mcp-Session-Id is missing"))))
        case .several: .failure(Refused(response: .refusal(.invalidRequest("Mcp-Session-Id is there twice"))))
        case .value(let id):
            switch (book.open(id, by: request.caller), request.fields.versionRefusal) {
            case (nil, _): .failure(Refused(response: .unknownSession()))
            case (_?, let refusal?): .failure(Refused(response: .refusal(refusal)))
            case (let token?, nil): .success(token)
            }
        }
    }
}

/// A response in place of a session.
private struct Refused: Error {
    let response: HTTPResponse
}
