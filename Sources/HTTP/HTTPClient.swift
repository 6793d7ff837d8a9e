/// Asks other HTTP servers: for keys, metadata and tokens.
///
/// Never follows a redirect, never sends what the request does not name, and is cancelled with its task.
public protocol HTTPClient: Sendable {
    func send(_ request: HTTPClientRequest) async throws(HTTPClientError) -> HTTPClientResponse
}

/// One request to another server.
public struct HTTPClientRequest: Sendable {
    public var method: HTTPMethod
    public var url: HTTPURL
    public var fields: HTTPFields
    public var body: [UInt8]
    /// Who named the host of `url`.
    public var origin: Origin
    /// From the call to the last byte of the answer.
    public var timeout = Duration.seconds(10)
    /// Most bytes of the answer's body.
    public var limit = 1 << 20

    public enum Origin: Sendable, Equatable {
        /// The operator, in the configuration: private addresses are allowed.
        case configuration
        /// A document, a header or a redirect: the host must be listed, and its addresses public.
        case document
    }

    public init(
        _ method: HTTPMethod = .get,
        _ url: HTTPURL,
        fields: HTTPFields = [:],
        body: [UInt8] = [],
        namedBy origin: Origin
    ) {
        self.method = method
        self.url = url
        self.fields = fields
        self.body = body
        self.origin = origin
    }
}

/// Whole, whatever its status says.
public struct HTTPClientResponse: Sendable {
    public var status: HTTPStatus
    public var fields: HTTPFields
    public var body: [UInt8]

    public init(_ status: HTTPStatus, fields: HTTPFields = [:], body: [UInt8] = []) {
        self.status = status
        self.fields = fields
        self.body = body
    }
}

/// Why there is no answer. Nothing of what the other server sent is in here.
public enum HTTPClientError: Error, Sendable, Equatable {
    /// The host may not be asked; nothing was sent.
    case notAllowed
    /// No connection, no valid certificate, or one that broke off.
    case unreachable
    case timedOut
    /// The answer was larger than the request allows.
    case tooLarge
    /// More requests wait than this process holds.
    case overloaded
    case cancelled
}
