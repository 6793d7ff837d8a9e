import HTTP
import TOML

/// The header in which a proxy hands on what it has verified. One that means something else already would never arrive
/// here, or be written by clients.
struct ClaimsHeader: TOMLReadable {
    let name: HTTPFieldName

    init?(_ entry: TOMLEntry) {
        guard let name = HTTPFieldName(entry) else { return nil }
        let text = name.text.lowercased()
        guard !Self.taken.contains(text), !Self.takenBeginnings.contains(where: { text.hasPrefix($0) }) else {
            entry.refuse("must not be \(name.text), which means something else", suggestion: "write X-Validated-Jwt")
            return nil
        }
        self.name = name
    }

    private static let taken: Set<String> = [
        "accept", "connection", "cookie", "expect", "forwarded", "host", "keep-alive", "last-event-id",
        "origin", "referer", "te", "trailer", "traceparent", "tracestate", "baggage", "transfer-encoding",
        "upgrade", "user-agent", "via", "x-real-ip", "x-client-ip", "x-request-id", "x-original-url",
        "x-rewrite-url", "x-http-method-override", "cf-connecting-ip", "true-client-ip",
    ]
    private static let takenBeginnings = [
        "access-control-", "accept-", "content-", "mcp-", "proxy-", "sec-", "x-forwarded-",
    ]
}
