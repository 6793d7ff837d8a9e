internal import HTTP

/// Where an issuer says what it is (RFC 8414 §3, OpenID Connect Discovery 1.0 §4).
enum IssuerMetadata {
    /// The places of its document, in the order in which they are tried; none for a name that is no URL.
    static func places(of issuer: String) -> [HTTPURL] {
        guard HTTPURL(issuer) != nil, !issuer.contains("?"), !issuer.contains("#") else { return [] }
        let start = issuer.utf8.firstIndex(of: UInt8(ascii: ":")).map { issuer.utf8.index($0, offsetBy: 3) }
        let rest = issuer[(start ?? issuer.startIndex)...]
        let path = rest.firstIndex(of: "/").map { rest[$0...] } ?? ""
        let origin = issuer.dropLast(path.count)
        let tail = path.hasSuffix("/") ? path.dropLast() : path
        let texts = [
            "\(origin)\(tail)/.well-known/openid-configuration",
            "\(origin)/.well-known/oauth-authorization-server\(tail)",
            "\(origin)/.well-known/openid-configuration\(tail)",
        ]
        return (tail.isEmpty ? texts.dropLast() : texts).compactMap(HTTPURL.init)
    }

    /// Scheme, host and port of a URL, as they are written.
    static func origin(of url: HTTPURL) -> Substring {
        let parts = url.text.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
        return url.text.prefix(parts.prefix(3).reduce(2) { $0 + $1.count })
    }
}
