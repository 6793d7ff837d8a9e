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

    /// An address with its port, as Go writes it: `:8080` is every address, `[::1]:8080` one.
    static func parts(_ host: String) -> (host: String, port: Int?) {
        guard let colon = host.lastIndex(of: ":"), let port = port(host[host.index(after: colon)...]) else {
            return (plain(host), nil)
        }
        let name = String(host[..<colon])
        if name.isEmpty { return ("::", port) }
        let isWhole = name == "localhost" || isIPv4(name) || name.hasPrefix("[") && name.hasSuffix("]")
        return isWhole ? (plain(name), port) : (host, nil)
    }

    private static func port(_ digits: Substring) -> Int? {
        Int(digits).flatMap { String($0) == digits && 0...65535 ~= $0 ? $0 : nil }
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
