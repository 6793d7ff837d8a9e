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
            log.warning(
                "a host is not asked: it is not among oauth_whitelist_domains",
                [
                    "host": .string(request.url.host),
                    "allow": .string(#"oauth_whitelist_domains = ["\#(request.url.host)"]"#),
                ]
            )
            throw .notAllowed
        }
        var request = request
        request.origin = rule
        return try await client.send(request)
    }
}
