public import JSON

/// A response head and the way its body is produced.
///
/// The server adds `Date`, `X-Request-Id`, `Connection` and what frames the body.
public struct HTTPResponse: Sendable {
    public var status: HTTPStatus
    public var fields: HTTPFields
    public var body: Body
    /// Whether a cache must not give one origin's answer to another (`Vary: Origin`).
    public var variesByOrigin = false

    public enum Body: Sendable {
        case bytes([UInt8])
        /// Written piece by piece by the closure, in a task that is cancelled when the peer goes away.
        case stream(@Sendable (_ write: @escaping Write) async -> Void)
        /// After a 101 the connection carries messages, which the closure exchanges in a task that is cancelled when
        /// the peer goes away. Once it returns, the server closes the connection.
        case webSocket(WebSocketTerms, @Sendable (_ channel: any MessageChannel) async -> Void)
    }
    /// Sends one piece of a body, and returns when there is room for the next.
    public typealias Write = @Sendable ([UInt8]) async -> Void

    public init(_ status: HTTPStatus, fields: HTTPFields = [:], body: Body = .bytes([])) {
        self.status = status
        self.fields = fields
        self.body = body
    }

    public static func text(_ text: String, _ status: HTTPStatus = .ok) -> Self {
        Self(status, fields: [.contentType: "text/plain; charset=utf-8"], body: .bytes(Array(text.utf8)))
    }

    /// `json` is the text of a JSON value.
    public static func json(_ json: [UInt8], _ status: HTTPStatus = .ok) -> Self {
        Self(status, fields: .json, body: .bytes(json))
    }

    public static func json(_ value: JSONObject, _ status: HTTPStatus = .ok) -> Self {
        .json(JSONValue.object(value).bytes, status)
    }

    /// An event stream that no proxy may hold back (`text/event-stream`). The server sends comments while it is silent.
    public static func eventStream(_ produce: @escaping @Sendable (_ write: @escaping Write) async -> Void) -> Self {
        Self(
            .ok,
            fields: [.contentType: "text/event-stream", .cacheControl: "no-store", .xAccelBuffering: "no"],
            body: .stream(produce)
        )
    }
}

extension HTTPFields {
    fileprivate static let json: Self = [.contentType: "application/json"]
}
