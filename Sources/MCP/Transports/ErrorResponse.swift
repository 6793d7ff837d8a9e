internal import HTTP
internal import JSON

extension RPCError {
    /// The status of an answer of 2026-07-28 that is this error.
    var status: HTTPStatus {
        switch code {
        case -32601: .notFound
        case -32700, -32600, -32022 ... -32020: .badRequest
        default: earlierStatus
        }
    }

    /// The status in the revisions with a handshake, whose errors are answers like others.
    var earlierStatus: HTTPStatus {
        switch code {
        case 403: .forbidden
        case 429: .tooManyRequests
        case 503: .serviceUnavailable
        default: .ok
        }
    }

    /// What a client needs to ask for a better token (RFC 6750 §3); `nil` where none would help.
    var challenge: String? {
        guard code == RPCError.refused.code, let scopes = data?["requiredScopes"]?.array else { return nil }
        let names = scopes.compactMap(\.string).filter(\.isScopeToken).joined(separator: " ")
        return "Bearer error=\"insufficient_scope\", scope=\"\(names)\", error_description=\"Insufficient permissions\""
    }
}

extension String {
    /// Whether this is a scope that may stand in a header field (RFC 6749 §3.3).
    fileprivate var isScopeToken: Bool {
        !isEmpty && utf8.allSatisfy { 0x21...0x7E ~= $0 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }
    }
}

extension HTTPResponse {
    /// A response as JSON. One that was refused for lack of room says when to come back; one for lack of a scope, which.
    /// One that was too many has the body that every limit has.
    static func answer(_ bytes: [UInt8], _ status: HTTPStatus, _ error: RPCError? = nil) -> Self {
        var response = Self.json(bytes, status)
        guard let error else { return response }
        if status == .tooManyRequests, let limited = error.limitResponse { return limited }
        if status == .serviceUnavailable { response.fields[.retryAfter] = "1" }
        if status == .forbidden, let challenge = error.challenge { response.fields[.wwwAuthenticate] = challenge }
        return response
    }

    /// A response of the revisions with a handshake.
    static func answer(of message: Outbox.Message) -> Self {
        .answer(message.bytes, message.error?.earlierStatus ?? .ok, message.error)
    }
}
