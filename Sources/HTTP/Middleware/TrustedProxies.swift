/// Proxies in front of this server, and how they name the clients they speak for.
public struct ProxySettings: Sendable, Equatable {
    /// Whose word counts. None: nobody's.
    public var trusted: [CIDR] = []
    public var headers = Headers.legacy

    public init() {}

    /// The header fields that the proxies write. Those of the other kind come from clients, and are dropped.
    public enum Headers: String, Sendable, CaseIterable {
        /// `X-Forwarded-For`, `X-Forwarded-Proto` and `X-Forwarded-Host`
        case legacy = "x-forwarded"
        /// `Forwarded` (RFC 7239)
        case standard = "forwarded"
    }
}

/// Finds out who speaks behind trusted proxies: client address, scheme, host and request id. From anybody else, header
/// fields that claim such things are dropped.
///
/// Hops are read from the nearest on, and only through trusted ones: what a client has written itself stands beyond.
public struct TrustedProxies: HTTPFilter {
    private let settings: ProxySettings

    public init(_ settings: ProxySettings) { self.settings = settings }

    public var duties: FilterDuties { [] }

    public func answer(to request: inout HTTPRequest) -> HTTPResponse? {
        guard !settings.trusted.isEmpty, let peer = IPAddress(request.remoteAddress), isTrusted(peer) else {
            request.fields.removeClaims()
            if request.fields.count(of: .xRequestID) > 0 { request.fields[.xRequestID] = nil }
            return nil
        }
        let (client, forwarding) = client(behind: peer, request.fields)
        request.forwarding = forwarding
        if client != peer { request.remoteAddress = client.description }
        if let id = RequestID.accepted(request.fields) { request.id = id }
        request.fields.removeClaims()
        request.exchange.note(.client(request.remoteAddress, id: request.id))
        return nil
    }

    public func refusal(of head: inout HTTPRequest) -> HTTPResponse? { answer(to: &head) }

    private func isTrusted(_ address: IPAddress) -> Bool {
        settings.trusted.contains { $0.contains(address) }
    }

    /// The first party that is not trusted, or the farthest of those that are.
    private func client(behind peer: IPAddress, _ fields: HTTPFields) -> (IPAddress, Forwarding) {
        var client = peer
        var forwarding = Forwarding()
        for hop in settings.headers == .legacy ? ForwardedHop.legacy(fields) : ForwardedHop.standard(fields) {
            forwarding = Forwarding(scheme: hop.scheme ?? forwarding.scheme, host: hop.host ?? forwarding.host)
            guard let address = hop.address else { break }
            client = address
            if !isTrusted(address) { break }
        }
        return (client, forwarding)
    }
}
