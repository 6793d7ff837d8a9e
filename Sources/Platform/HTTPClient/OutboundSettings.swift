public import HTTP

/// How other servers are asked. Proxies that the environment names are not looked at.
public struct OutboundSettings: Sendable, Equatable {
    /// Through which proxy; `nil` asks directly.
    ///
    /// Behind a proxy it is the proxy that finds addresses, so it has to keep clients from private ones.
    public var proxy: HTTPURL?
    /// A file of certificates (PEM) that are trusted in place of the system's.
    public var trustedCertificates: String?
    /// Requests at once. One more waits.
    public var requests = 32
    /// Requests that wait. One more is refused.
    public var waiting = 256

    public init() {}
}
