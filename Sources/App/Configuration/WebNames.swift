import HTTP
import TOML

/// One word of a header's value, such as a method (RFC 9110 §5.6.2).
struct Token {
    let text: String

    init?(_ text: String) {
        guard HTTPFieldName(text) != nil else { return nil }
        self.text = text
    }
}

/// Where a page comes from, such as `https://app.example.com` (RFC 6454 §6.2), as browsers write it: in lower case, and
/// without the usual port of its scheme.
struct WebPageOrigin {
    let text: String

    init?(_ text: String) {
        guard let url = HTTPURL(text), url.isOrigin else { return nil }
        let place = "\(url.isSecure ? "https" : "http")://\(url.host)"
        self.text = url.port == (url.isSecure ? 443 : 80) ? place : "\(place):\(url.port)"
    }
}

/// An origin, or `*` for all.
struct CORSOrigin: TOMLReadable {
    let text: String

    public init?(_ entry: TOMLEntry) {
        guard let text = entry.string else { return nil }
        guard let origin = text == "*" ? text : WebPageOrigin(text)?.text else {
            entry.refuse("must be '*' or an origin such as 'https://app.example.com'")
            return nil
        }
        self.text = origin
    }
}

extension HTTPURL: TOMLReadable {
    public init?(_ entry: TOMLEntry) {
        self.init(entry, of: Self.init(_:), "must be a URL such as 'https://login.example.com/keys'")
    }
}

extension HostPattern: TOMLReadable {
    public init?(_ entry: TOMLEntry) {
        self.init(entry, of: Self.init(_:), "must be a host such as 'mcp.example.com' or 'mcp.example.com:8443'")
    }
}

extension WebPageOrigin: TOMLReadable {
    public init?(_ entry: TOMLEntry) {
        self.init(entry, of: Self.init(_:), "must be an origin such as 'https://app.example.com'")
    }
}

extension Token: TOMLReadable {
    public init?(_ entry: TOMLEntry) {
        self.init(entry, of: Self.init(_:), "must be one word such as 'POST' or 'X-Request-Id', or '*'")
    }
}

extension HTTPFieldName: TOMLReadable {
    public init?(_ entry: TOMLEntry) {
        self.init(entry, of: { Self($0) }, "must be the name of a header, such as 'X-Request-Id'")
    }
}

extension TOMLReadable {
    /// What `parse` makes of a string, which otherwise is refused with `requirement`.
    fileprivate init?(_ entry: TOMLEntry, of parse: (String) -> Self?, _ requirement: String) {
        guard let text = entry.string else { return nil }
        guard let value = parse(text) else {
            entry.refuse(requirement)
            return nil
        }
        self = value
    }
}
