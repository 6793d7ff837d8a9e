/// The request line and header fields of one request (RFC 9112 §2.1), read and judged.
public struct RequestHead: Sendable, Equatable {
    public var method: HTTPMethod
    /// As sent, not decoded; `*` for `OPTIONS *`; without scheme and authority when those were sent.
    public var path: String
    /// What follows the first `?`, as sent.
    public var query: String?
    public var fields: HTTPFields
    public var framing: Framing
    /// Whether the connection may carry another request (RFC 9112 §9.3).
    public var keepsAlive: Bool
    /// Whether the client waits for `100 Continue` before it sends the body.
    public var expectsContinue: Bool
    /// HTTP/1.0: no chunks in the answer.
    public var isHTTP10: Bool

    /// How the body is delimited (RFC 9112 §6.3).
    public enum Framing: Sendable, Equatable {
        case none
        /// Bytes, more than 0.
        case length(Int)
        case chunked
    }
}

/// How far a head has come.
public enum HeadResult: Sendable, Equatable {
    /// More bytes are needed.
    case incomplete
    /// The head, and the index of the byte after it.
    case complete(RequestHead, end: Int)
    /// Not HTTP, or more than the limits allow: answer with this status and close.
    case refused(HTTPStatus)
}

/// What a head may hold.
public struct HeadLimits: Sendable, Equatable {
    /// Request line and fields together, bytes.
    public var bytes: Int
    public var fields: Int
    /// Largest `Content-Length`, bytes.
    public var body: Int

    public init(bytes: Int = 16 << 10, fields: Int = 100, body: Int = 4 << 20) {
        self.bytes = bytes
        self.fields = fields
        self.body = body
    }
}
