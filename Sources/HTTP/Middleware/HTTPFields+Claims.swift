extension HTTPFields {
    /// Takes away what a proxy says and only it may say. Nothing behind is to believe it.
    mutating func removeClaims() {
        guard entries.contains(where: { mayBeClaim($0) }) else { return }
        for name in Self.claims where count(of: name) > 0 { self[name] = nil }
    }

    /// Whether a name begins as one of `claims` does. Most requests have none, and are done with here.
    private func mayBeClaim(_ entry: Entry) -> Bool {
        guard entry.name.count > 1 else { return false }
        let start = entry.name.lowerBound
        return switch (bytes[start].lowercased, bytes[start + 1].lowercased) {
        case (UInt8(ascii: "x"), UInt8(ascii: "-")), (UInt8(ascii: "f"), UInt8(ascii: "o")),
            (UInt8(ascii: "c"), UInt8(ascii: "f")), (UInt8(ascii: "t"), UInt8(ascii: "r")):
            true
        default: false
        }
    }

    static let claims: [HTTPFieldName] = [
        .forwarded, .xForwardedFor, .xForwardedHost, .xForwardedProto, "X-Forwarded-Port", "X-Forwarded-Server",
        "X-Forwarded-Prefix", "X-Forwarded-Scheme", "X-Real-IP", "X-Client-IP", "CF-Connecting-IP", "True-Client-IP",
        "X-Original-URL", "X-Rewrite-URL", "X-HTTP-Method-Override",
    ]
}
