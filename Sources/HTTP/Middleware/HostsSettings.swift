/// Which names this server answers to, and which web pages may reach it. Exact, with port.
public struct HostsSettings: Sendable, Equatable {
    /// Where clients find this server, as they write it. Its host and its origin are allowed.
    public var publicURL: HTTPURL?
    /// Hosts beside the loopback names, as `name`, `name:port`; a name without a port means any port.
    public var allowedHosts: [String] = []
    /// Origins such as `https://app.example.com` that a browser may call from.
    public var allowedOrigins: [String] = []
    /// Whether pages from anywhere may call. Only where every request proves who sends it.
    public var allowsEveryOrigin = false

    public init() {}
}
