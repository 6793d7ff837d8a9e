public import Telemetry

/// What is known of one request for its line in the access log. Belongs to the loop that the request runs on.
public struct AccessRecord: ~Copyable {
    /// `nil` when the head could not be read.
    public let method: HTTPMethod?
    public let path: String
    public let query: String?
    public let fields: HTTPFields
    /// The request's, if bodies are shown; else empty.
    public let body: [UInt8]
    public let bodySize: Int
    /// The address at the other end of the connection.
    public let peer: String
    /// What the client has shown of itself, before it sent anything.
    public let certificate: ClientCertificate?

    /// Who speaks behind trusted proxies.
    public private(set) var client: String?
    public private(set) var caller = Caller.unknown
    public private(set) var call: CallFact?
    public private(set) var trace: TraceContext?

    // How it ended
    public var status = 0
    /// Bytes of the answer's body so far.
    public var sent = 0
    public var isAborted = false

    /// `nil` where the head is not one that came before.
    let known: KnownLine?

    /// Of a request; the body is let go of again unless it is shown.
    public init(_ request: borrowing HTTPRequest, showsBody: Bool, known: KnownLine? = nil) {
        method = request.method
        path = request.path
        query = request.query
        fields = request.fields
        body = showsBody ? request.body : []
        bodySize = request.body.count
        peer = request.remoteAddress
        certificate = request.tls?.client
        self.known = known
    }

    /// Of bytes that were refused before they were a request.
    public init(refusedFrom peer: String, _ head: RequestHead?) {
        method = head?.method
        path = head?.path ?? ""
        query = head?.query
        fields = head?.fields ?? [:]
        body = []
        bodySize = 0
        self.peer = peer
        certificate = nil
        known = nil
    }

    public mutating func note(_ fact: RequestFact) {
        switch fact {
        case .client(let address, _): client = address == peer ? nil : address
        case .caller(let caller): self.caller = caller
        case .call(let call): self.call = call
        case .trace(let trace): self.trace = trace
        }
    }
}

extension AccessRecord {
    var isRefused: Bool { status >= 400 }

    var circumstances: KnownLine.Circumstances {
        KnownLine.Circumstances(
            bodySize: fields.count(of: .contentLength) > 0 ? bodySize : 0,
            isRefused: isRefused
        )
    }
}
