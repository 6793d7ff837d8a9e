internal import HTTP

/// Hosts as `oauth_whitelist_domains` names them: `example.com`, `*.example.com` for everything below it but not
/// itself, an address; each with a port, or for every port.
public struct DomainPattern: Sendable, Hashable {
    private let host: String
    private let port: Int?
    private let isBelow: Bool

    public init?(_ text: String) {
        isBelow = text.hasPrefix("*.")
        let rest = isBelow ? text.dropFirst(2) : text[...]
        // A URL knows what a host is, and where its port stands.
        guard let url = HTTPURL("http://\(rest)"), url.isOrigin, !url.host.isEmpty, !rest.hasSuffix(":"),
            !(isBelow && url.hasAddress), !url.host.hasSuffix("."), !url.host.hasPrefix(".")
        else { return nil }
        host = url.host
        port = rest.hasSuffix(":\(url.port)") ? url.port : nil
    }

    /// Compares label by label: `example.com` is neither `badexample.com` nor `example.com.bad`.
    func matches(_ url: HTTPURL) -> Bool {
        guard port == nil || port == url.port else { return false }
        return isBelow ? url.host.hasSuffix("." + host) && url.host.utf8.count > host.utf8.count + 1 : url.host == host
    }

    /// Whether the pattern is the address that the URL has, digit by digit.
    func isAddress(of url: HTTPURL) -> Bool { url.hasAddress && matches(url) }
}
