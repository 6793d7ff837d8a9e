/// A request with its whole body, already under the server's limits.
public struct HTTPRequest: Sendable {
    public var method: HTTPMethod
    /// The path as it was sent, not decoded: guards and routes judge the same bytes.
    public var path: String
    /// What follows the first `?`, not decoded.
    public var query: String?
    public var fields: HTTPFields
    public var body: [UInt8]
    /// The address of the peer, or of the client named by a trusted proxy.
    public var remoteAddress: String
    /// What a trusted proxy says of the client; `nil` when the peer is none.
    public var forwarding: Forwarding?
    /// The name of the request in log lines and in the answer: made by the server, or given by a trusted proxy.
    public var id = ""
    /// What TLS of the server's own says of the connection; `nil` when it is plain.
    public var tls: TLSFacts?
    public var caller = Caller.unknown
    /// The server that took the request in. Never `nil`, because an optional of a protocol is copied each time it is asked.
    public var exchange: any Exchange = NoExchange()
    /// Counts what was made of the body, for as long as somebody works with it.
    public var memory: HeldMemory?

    public init(
        _ method: HTTPMethod,
        _ path: String,
        query: String? = nil,
        fields: HTTPFields = [:],
        body: [UInt8] = [],
        from remoteAddress: String = "127.0.0.1"
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.fields = fields
        self.body = body
        self.remoteAddress = remoteAddress
    }

    /// A request whose head was read.
    public init(_ head: consuming RequestHead, body: consuming [UInt8], from remoteAddress: String) {
        // A part of what is consumed would be copied.
        let fields = head.fields.take()
        self.init(head.method, head.path, query: head.query, fields: fields, body: body, from: remoteAddress)
    }
}
