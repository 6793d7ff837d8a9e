public import HTTP

/// The HTTP request that brought a message, as far as conditions may look at it: without its body.
public final class RequestOrigin: Sendable {
    public let method: HTTPMethod
    public let path: String
    public let fields: HTTPFields
    public let remoteAddress: String
    public let tls: TLSFacts?

    public init(_ request: HTTPRequest) {
        method = request.method
        path = request.path
        fields = request.fields
        remoteAddress = request.remoteAddress
        tls = request.tls
    }
}
