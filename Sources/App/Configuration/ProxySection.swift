import JSON
import HTTP
import TOML

/// `[server.transport.http]`: proxies in front.
extension ProxySettings: TOMLSection {
    public init(_ table: TOMLTable) {
        self.init()
        trusted = table["trusted_proxies"] ?? trusted
        headers = table["proxy_headers"] ?? headers
        if trusted.contains(where: \.isEverything) {
            table.warn(
                "trusted_proxies",
                "every client is believed: anybody can claim any address",
                suggestion: "list the addresses of the proxies"
            )
        }
    }
}

extension ProxySettings.Headers: TOMLReadable {}

extension CIDR: TOMLReadable {
    public init?(_ entry: TOMLEntry) {
        guard let text = entry.string else { return nil }
        guard let block = CIDR(text) else {
            entry.refuse(
                "must be an address or a block such as '10.0.0.0/8' or '2001:db8::/32', without bits behind it"
            )
            return nil
        }
        self = block
    }
}

/// Where clients find this server.
struct PublicURL: TOMLReadable {
    let url: HTTPURL

    init?(_ entry: TOMLEntry) {
        guard let url = HTTPURL(entry) else { return nil }
        guard !url.text.contains("?"), !url.text.contains("#") else {
            entry.refuse("must be a URL such as 'https://mcp.example.com', without '?' and '#'")
            return nil
        }
        self.url = url
    }
}

extension ProxySettings {
    /// Those of `[server.transport.http]`.
    static var keys: [KeyDescription] {
        [
            .key(
                "trusted_proxies",
                .list(.string),
                [],
                "proxies in front: addresses or blocks such as `10.0.0.0/8`. What they say of the client counts, and nobody else's word",
                example: ["10.0.0.0/8"]
            ),
            .key(
                "proxy_headers",
                .words(of: Headers.self),
                "x-forwarded",
                "where they say it: `X-Forwarded-For`, `-Proto`, `-Host`, or `Forwarded` (RFC 7239)"
            ),
            .key(
                "proxy_protocol",
                .boolean,
                false,
                "only trusted proxies may connect, and each connection begins with a [PROXY header](network.md#proxies) that names the client"
            ),
        ]
    }
}
