public import HTTP
internal import JSON
public import Telemetry

/// A client that asks allowed hosts only.
public struct GuardedClient: HTTPClient {
    private let client: any HTTPClient
    private let hosts: AllowedHosts
    private let log: Logger

    public init(_ client: any HTTPClient, to hosts: AllowedHosts, log: Logger) {
        self.client = client
        self.hosts = hosts
        self.log = log
    }

    public func send(_ request: HTTPClientRequest) async throws(HTTPClientError) -> HTTPClientResponse {
        guard let rule = hosts.rule(for: request.url, namedBy: request.origin) else {
            let host = request.url.host
            var fields: JSONObject = ["host": .string(host)]
            // An address that is listed is asked whatever network it is in: nobody is to be talked into that.
            if !request.url.hasAddress, !host.endsInNumber, DomainPattern(host) != nil {
                fields["allow"] = .string(#"oauth_whitelist_domains = ["\#(host)"]"#)
            }
            log.warning("a host is not asked: it is not among oauth_whitelist_domains", fields)
            throw .notAllowed
        }
        var request = request
        request.origin = rule
        return try await client.send(request)
    }
}

extension String {
    /// Whether resolvers may take a host for an address in other digits, such as `10.1`. No domain ends like that.
    fileprivate var endsInNumber: Bool {
        split(separator: ".").last?.utf8.first.map { (0x30...0x39).contains($0) } ?? true
    }
}
