public import Telemetry

/// Refuses requests that a browser was tricked into: foreign `Host` names (DNS rebinding) and foreign `Origin`s.
///
/// A loopback name or an address in `Host` cannot be the work of a name service, so these pass beside the listed names;
/// on a server that listens on loopback only the loopback names do. What a trusted proxy says the client asked for is
/// judged in place of `Host`.
public struct Hosts: HTTPFilter {
    private let settings: HostsSettings
    private let hosts: [Authority]
    private let origins: [WebOrigin]
    private let addressesPass: Bool
    private let openPaths: Set<String>
    private let report: RefusalReport

    /// `loopback`: whether the server listens on loopback only. `openPaths` are called by probes, by address, and are
    /// exempt.
    public init(_ settings: HostsSettings, loopback: Bool, openPaths: Set<String>, log: Logger = .silent) {
        self.settings = settings
        let known = settings.publicURL.flatMap { WebOrigin(of: $0) }
        hosts =
            (known.map { [$0.authority] } ?? [])
            + settings.allowedHosts.compactMap { Authority(Array($0.utf8)[...]) }
        origins = (known.map { [$0] } ?? []) + settings.allowedOrigins.compactMap { WebOrigin(Array($0.utf8)[...]) }
        addressesPass = !loopback
        self.openPaths = openPaths
        report = RefusalReport(log)
    }

    public var duties: FilterDuties { [] }

    public func answer(to request: inout HTTPRequest) -> HTTPResponse? {
        guard let refusal = refusal(of: request), !openPaths.contains(request.path) else { return nil }
        report.tell(refusal, settings, request)
        return refusal.response
    }

    public func refusal(of head: inout HTTPRequest) -> HTTPResponse? { answer(to: &head) }

    private func refusal(of request: HTTPRequest) -> HostRefusal? {
        if let host = request.forwarding?.host { return refusal(at: Array(host.utf8)[...], of: request) }
        // HTTP/1.0 clients may leave Host out; a browser never does.
        guard let range = request.fields.range(of: .host) else { return refusal(of: request, at: nil) }
        // The usual case, judged without making anything.
        let isLoopback = request.fields.bytes.span.extracting(range).namesLoopback
        if isLoopback, request.fields.count(of: .origin) == 0 { return nil }
        return refusal(at: request.fields.bytes[range], of: request)
    }

    private func refusal(at name: ArraySlice<UInt8>, of request: HTTPRequest) -> HostRefusal? {
        guard let host = Authority(name) else { return .malformedHost }
        guard allows(host) else { return .host(String(decoding: name, as: UTF8.self)) }
        return refusal(of: request, at: host)
    }

    private func allows(_ host: Authority) -> Bool {
        if host.isLoopback { return true }
        if hosts.contains(where: { $0.host == host.host && ($0.port == nil || $0.port == host.port) }) { return true }
        return addressesPass && host.isAddress && host.host != "0.0.0.0" && host.host != "[::]"
    }

    /// Refuses a request of a page from elsewhere. Without `Origin` it is not a page's.
    private func refusal(of request: HTTPRequest, at host: Authority?) -> HostRefusal? {
        let fields = request.fields
        guard let text = fields.bytes(of: .origin) else { return nil }
        guard fields.count(of: .origin) == 1, let origin = WebOrigin(text) else { return .malformedOrigin }
        if settings.allowsEveryOrigin || origins.contains(origin) { return nil }
        let scheme = request.tls == nil ? "http" : "https"
        if origin.scheme == scheme, origin.authority.isLoopback, origin.authority == host { return nil }
        return .origin(String(decoding: text, as: UTF8.self))
    }
}
