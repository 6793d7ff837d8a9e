internal import JSON

/// A host and, when given, a port, as in `Host` and in the origin of a page (RFC 3986 §3.2).
struct Authority: Equatable {
    /// In lower case; an IPv6 address keeps its brackets.
    let host: String
    let port: Int?

    /// `nil` when `bytes` is not `host [ ":" port ]`: user information, empty names and odd characters are refused.
    init?(_ bytes: ArraySlice<UInt8>) {
        let host: ArraySlice<UInt8>
        let rest: ArraySlice<UInt8>
        if bytes.first == 0x5b {
            guard let end = bytes.firstIndex(of: 0x5d) else { return nil }
            host = bytes[...end]
            rest = bytes[(end + 1)...]
            guard host.count > 3, host.dropFirst().dropLast().allSatisfy(\.standsInIPv6) else { return nil }
        } else {
            let end = bytes.firstIndex(of: 0x3a) ?? bytes.endIndex
            host = bytes[..<end]
            rest = bytes[end...]
            guard !host.isEmpty, host.allSatisfy(\.standsInHostName) else { return nil }
        }
        self.host = String(decoding: host.map(\.lowercased), as: UTF8.self)
        // A colon without digits after it means the same (RFC 3986 §3.2.3).
        if rest.isEmpty || rest.elementsEqual(":".utf8) {
            port = nil
        } else {
            guard rest.first == 0x3a, let number = Self.port(rest.dropFirst()) else { return nil }
            port = number
        }
    }

    private init(host: String, port: Int?) {
        self.host = host
        self.port = port
    }

    var withoutPort: Authority { Authority(host: host, port: nil) }

    private static func port(_ digits: ArraySlice<UInt8>) -> Int? {
        guard 1...5 ~= digits.count, digits.allSatisfy({ $0 &- 0x30 < 10 }) else { return nil }
        let number = digits.reduce(0) { $0 * 10 + Int($1 &- 0x30) }
        return number <= 65535 ? number : nil
    }

    /// Whether the host is a name or address of this machine alone.
    var isLoopback: Bool { host == "localhost" || host == "127.0.0.1" || host == "[::1]" }

    /// Whether the host is an address and not a name; no name service can point an address elsewhere.
    var isAddress: Bool {
        if host.utf8.first == 0x5b { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts.allSatisfy { 1...3 ~= $0.utf8.count && (UInt8($0) != nil) }
    }
}

/// Where a page comes from (RFC 6454 §7): scheme, host and port.
struct WebOrigin: Equatable {
    let scheme: String
    let authority: Authority

    /// `nil` for `null` and for what is not `http(s)://authority`. The usual port of the scheme is as none.
    init?(_ bytes: ArraySlice<UInt8>) {
        let schemes = ["http", "https"]
        guard let scheme = schemes.first(where: { bytes.starts(with: "\($0)://".utf8) }),
            let authority = Authority(bytes.dropFirst(scheme.utf8.count + 3))
        else { return nil }
        self.scheme = scheme
        self.authority = authority.port == (scheme == "https" ? 443 : 80) ? authority.withoutPort : authority
    }

    /// Where the pages of `url` come from.
    init?(of url: HTTPURL) {
        let mark = url.text.firstIndex(of: ":").map { url.text.index($0, offsetBy: 3) } ?? url.text.startIndex
        let end = url.text[mark...].firstIndex { $0 == "/" || $0 == "?" || $0 == "#" } ?? url.text.endIndex
        let origin = url.text[..<mark].lowercased() + url.text[mark..<end]
        self.init(Array(origin.utf8)[...])
    }
}

extension UInt8 {
    /// Letters, digits, `-`, `.` and `_` (which some container networks use).
    fileprivate var standsInHostName: Bool {
        let lower = lowercased
        return lower &- 0x61 < 26 || lower &- 0x30 < 10 || lower == 0x2d || lower == 0x2e || lower == 0x5f
    }
    fileprivate var standsInIPv6: Bool { hexDigit != nil || self == 0x3a || self == 0x2e }
}

extension Span<UInt8> {
    /// Whether this is `localhost` or `127.0.0.1` with a port of up to five digits; `false` may be wrong.
    var namesLoopback: Bool {
        let name = "127.0.0.1".utf8.span
        let other = "localhost".utf8.span
        guard count >= name.count, count <= name.count + 6 else { return false }
        let host = extracting(0..<name.count)
        guard host.holdsSame(as: name) || host.holdsSame(as: other) else { return false }
        if count == name.count { return true }
        guard count > name.count + 1, self[name.count] == 0x3a else { return false }
        var port = 0
        for index in (name.count + 1)..<count {
            let digit = self[index] &- 0x30
            guard digit < 10 else { return false }
            port = port * 10 + Int(digit)
        }
        return port <= 65535
    }
}
