/// Refuses requests that a browser was tricked into: foreign `Host` names (DNS rebinding) and foreign `Origin`s.
///
/// A loopback name or an address in `Host` cannot be the work of a name service, so these pass beside the listed names;
/// on a server that listens on loopback only the loopback names do.
public struct Hosts: HTTPFilter {
    private let hosts: [Authority]
    private let origins: [WebOrigin]
    private let addressesPass: Bool
    private let openPaths: Set<String>

    /// `loopback`: whether the server listens on loopback only. `openPaths` are called by probes, by address, and are
    /// exempt.
    public init(_ settings: HostsSettings, loopback: Bool, openPaths: Set<String>) {
        hosts = settings.allowedHosts.compactMap { Authority(Array($0.utf8)[...]) }
        origins = settings.allowedOrigins.compactMap { WebOrigin(Array($0.utf8)[...]) }
        addressesPass = !loopback
        self.openPaths = openPaths
    }

    public func answer(to request: inout HTTPRequest) -> HTTPResponse? {
        guard let refusal = refusal(of: request), !openPaths.contains(request.path) else { return nil }
        return refusal
    }

    private func refusal(of request: HTTPRequest) -> HTTPResponse? {
        // HTTP/1.0 clients may leave Host out; a browser never does.
        guard let name = request.fields.bytes(of: .host) else { return refusal(of: request.fields, at: nil) }
        // The usual case, judged without making anything.
        if name.span.namesLoopback, request.fields.count(of: .origin) == 0 { return nil }
        guard let host = Authority(name) else { return .error(.badRequest, "Malformed Host") }
        guard allows(host) else { return .error(.forbidden, "Host not allowed") }
        return refusal(of: request.fields, at: host)
    }

    private func allows(_ host: Authority) -> Bool {
        if host.isLoopback { return true }
        if hosts.contains(where: { $0.host == host.host && ($0.port == nil || $0.port == host.port) }) { return true }
        return addressesPass && host.isAddress && host.host != "0.0.0.0" && host.host != "[::]"
    }

    /// Refuses a request of a page from elsewhere. Without `Origin` it is not a page's.
    private func refusal(of fields: HTTPFields, at host: Authority?) -> HTTPResponse? {
        guard let origin = fields.bytes(of: .origin) else { return nil }
        guard fields.count(of: .origin) == 1, let origin = WebOrigin(origin),
            origins.contains(origin)
                || origin.scheme == "http" && origin.authority.isLoopback && origin.authority == host
        else { return .error(.forbidden, "Origin not allowed") }
        return nil
    }
}
