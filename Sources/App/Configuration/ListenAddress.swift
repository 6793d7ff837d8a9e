/// What may stand in `host`.
enum ListenAddress {
    /// An IPv4 or IPv6 address, or `localhost`. Of IPv6 only the characters are checked: the system knows the rest.
    static func isValid(_ host: String) -> Bool {
        host == "localhost" || isIPv4(host) || isIPv6(host)
    }

    /// `[::1]` without its brackets.
    static func plain(_ host: String) -> String {
        host.hasPrefix("[") && host.hasSuffix("]") && host.contains(":") ? String(host.dropFirst().dropLast()) : host
    }

    private static func isIPv6(_ host: String) -> Bool {
        host.count { $0 == ":" } >= 2
            && host.allSatisfy { $0.isASCII && ($0.isHexDigit || $0 == ":" || $0 == ".") }
    }

    private static func isIPv4(_ host: String) -> Bool {
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts.allSatisfy { part in UInt8(part).map { String($0) == part } ?? false }
    }
}
