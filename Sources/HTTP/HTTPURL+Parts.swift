/// What a URL is made of (RFC 3986 §3).
extension HTTPURL {
    public var isSecure: Bool { text.lowercased().hasPrefix("https://") }

    /// The host in lower case; an IPv6 address keeps its brackets.
    public var host: String { authority?.host ?? "" }

    /// The port, whether it is written or the scheme's own.
    public var port: Int { authority?.port ?? (isSecure ? 443 : 80) }

    /// `scheme://host:port`, the same for URLs that lead to one server.
    public var origin: String { "\(isSecure ? "https" : "http")://\(host):\(port)" }

    /// What stands between the authority and the query: empty, or a text that begins with `/`.
    public var path: String {
        String(afterScheme.drop { !"/?#".contains($0) }.prefix { $0 != "?" && $0 != "#" })
    }

    /// Whether it names this machine alone.
    public var isLoopback: Bool { authority?.isLoopback ?? false }

    /// Whether the host is an address and not a name.
    public var hasAddress: Bool { authority?.isAddress ?? false }

    private var authority: Authority? {
        Authority(Array(afterScheme.prefix { !"/?#".contains($0) }.utf8)[...])
    }

    private var afterScheme: Substring { text.dropFirst(isSecure ? 8 : 7) }
}
