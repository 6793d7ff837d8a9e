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
