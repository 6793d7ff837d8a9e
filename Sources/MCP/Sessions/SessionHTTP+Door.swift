internal import HTTP
internal import JSON

/// Which messages belong to sessions; `nil` leaves one to others. None of them is of 2026-07-28.
extension SessionHTTP {
    func answer(to call: RPCRequest, in request: HTTPRequest, _ accepted: Accepted) async -> HTTPResponse? {
        switch request.fields.single(.mcpSessionID) {
        case .value(let id): return await respond(to: call, under: id, in: request, accepted)
        case .several: return .refusal(.invalidRequest("Mcp-Session-Id is there twice"), to: call.id)
        case .missing: break
        }
        guard request.fields.earlierVersion != nil else { return nil }
        if call.method == "initialize" { return await open(call, in: request) }
        return isRequired ? .refusal(Self.missing, to: call.id) : nil
    }

    /// Takes a notification or a response; requests are none of its business.
    func accept(_ message: RPCMessage, in request: HTTPRequest) -> HTTPResponse? {
        switch message {
        case .request: return nil
        case .notification(let notification) where RequestMeta(notification.params).isCurrent: return nil
        case .notification, .response: break
        }
        switch request.fields.single(.mcpSessionID) {
        case .value(let id): return accept(message, under: id, in: request)
        case .several: return .refusal(.invalidRequest("Mcp-Session-Id is there twice"))
        case .missing: return isRequired && request.fields.earlierVersion != nil ? .refusal(Self.missing) : nil
        }
    }

    static let missing = RPCError.invalidRequest("Mcp-Session-Id is missing")
}
