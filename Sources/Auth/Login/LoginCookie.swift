internal import HTTP

/// The cookie that a login lies in: for this server's callback only, out of reach of scripts, and for requests that
/// people make by following a link (RFC 6265bis §4.1.2).
struct LoginCookie: Sendable {
    private let name: String
    private let attributes: String

    /// - Parameter redirectURI: where the browser comes back to; plain HTTP is for loopback.
    init(for redirectURI: HTTPURL) {
        name = redirectURI.isSecure ? "__Secure-mcp-login" : "mcp-login"
        let path = redirectURI.path.isEmpty ? "/" : redirectURI.path
        attributes = "; Path=\(path); HttpOnly; SameSite=Lax\(redirectURI.isSecure ? "; Secure" : "")"
    }

    /// The value of `Set-Cookie` that keeps `text` for so many seconds.
    func kept(_ text: String, for seconds: Int) -> String { "\(name)=\(text)\(attributes); Max-Age=\(seconds)" }

    var forgotten: String { "\(name)=\(attributes); Max-Age=0" }

    /// What the request brings along, if it is one thing only.
    func text(in request: HTTPRequest) -> String? {
        let values = request.fields[all: "Cookie"].flatMap { $0.split(separator: ";") }.compactMap { pair in
            let parts = pair.drop { $0 == " " }.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return parts.count == 2 && parts[0] == name ? String(parts[1]) : nil
        }
        return values.count == 1 ? values.first : nil
    }
}
