extension HTTPFields {
    /// Takes away what a proxy says and only it may say. Nothing behind is to believe it.
    mutating func removeClaims() {
        guard mayHoldClaims else { return }
        for name in Self.claims where count(of: name) > 0 { self[name] = nil }
    }

    static let claims: [HTTPFieldName] = [
        .forwarded, .xForwardedFor, .xForwardedHost, .xForwardedProto, "X-Forwarded-Port", "X-Forwarded-Server",
        "X-Forwarded-Prefix", "X-Forwarded-Scheme", "X-Real-IP", "X-Client-IP", "CF-Connecting-IP", "True-Client-IP",
        "X-Original-URL", "X-Rewrite-URL", "X-HTTP-Method-Override",
    ]
}

extension HTTPFields.Entry {
    /// Whether the name begins as one of `claims` does. Most requests have none.
    func mayBeClaim(in bytes: borrowing Span<UInt8>) -> Bool {
        guard name.count > 1 else { return false }
        let start = name.lowerBound
        return switch (bytes[start].lowercased, bytes[start + 1].lowercased) {
        case (UInt8(ascii: "x"), UInt8(ascii: "-")), (UInt8(ascii: "f"), UInt8(ascii: "o")),
            (UInt8(ascii: "c"), UInt8(ascii: "f")), (UInt8(ascii: "t"), UInt8(ascii: "r")):
            true
        default: false
        }
    }
}
