internal import HTTP
internal import JSON

/// Which messages belong to sessions; `elsewhere`, or `nil`, leaves one to others. None of them is of 2026-07-28.
extension SessionHTTP {
    func begin(_ call: RPCRequest, _ meta: RequestMeta, in request: HTTPRequest, _ accepted: Accepted) -> Course {
        switch request.fields.single(.mcpSessionID) {
        case .value(let id): return begin(call, meta, under: id, in: request, accepted)
        case .several:
            return .answered(.refusal(.invalidRequest("Mcp-Session-Id is there twice"), to: call.id))
        case .missing: break
        }
        guard request.fields.earlierVersion != nil else { return .elsewhere }
        if call.method == "initialize" { return .opens }
        return isRequired ? .answered(.refusal(Self.missing, to: call.id)) : .elsewhere
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
