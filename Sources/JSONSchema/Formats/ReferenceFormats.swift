/// Texts that name something.
enum ReferenceFormats {
    static func isURI(_ text: String) -> Bool { isURIReference(text) && URIReference(text).isAbsolute }

    /// RFC 3986: its characters, its brackets and its ports in their places.
    static func isURIReference(_ text: String) -> Bool {
        guard isSpelled(text) else { return false }
        let parts = URIReference(text)
        guard parts.fragment?.utf8.contains(UInt8(ascii: "#")) != true else { return false }
        if let authority = parts.authority, !isAuthority(authority) { return false }
        // A colon in the first segment would make it a scheme.
        let first = parts.path.utf8.prefix { $0 != UInt8(ascii: "/") }
        if !parts.isAbsolute, parts.authority == nil, first.contains(UInt8(ascii: ":")) { return false }
        return !(parts.path + (parts.query ?? "") + (parts.fragment ?? "")).utf8.contains { $0 == 0x5B || $0 == 0x5D }
    }

    private static func isSpelled(_ text: String) -> Bool {
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "%"):
                guard rest.popFirst()?.hexDigit != nil, rest.popFirst()?.hexDigit != nil else { return false }
            case 0x61...0x7A, 0x41...0x5A, 0x30...0x39: break
            default: guard "-._~:/?#[]@!$&'()*+,;=".utf8.contains(byte) else { return false }
            }
        }
        return true
    }

    private static func isAuthority(_ text: String) -> Bool {
        var host = text.utf8[...]
        if let at = host.lastIndex(of: UInt8(ascii: "@")) {
            let user = host[..<at]
            guard !user.contains(where: { $0 == 0x5B || $0 == 0x5D || $0 == 0x40 }) else { return false }
            host = host[host.index(after: at)...]
        }
        if host.first == UInt8(ascii: "[") {
            guard let end = host.firstIndex(of: UInt8(ascii: "]")) else { return false }
            let port = host[host.index(after: end)...]
            return NetworkFormats.isIPv6(host[..<end].dropFirst()) && (port.isEmpty || isPort(port))
        }
        guard !host.contains(where: { $0 == 0x5B || $0 == 0x5D }) else { return false }
        return host.firstIndex(of: UInt8(ascii: ":")).map { isPort(host[$0...]) } ?? true
    }

    private static func isPort(_ text: Substring.UTF8View) -> Bool {
        text.first == UInt8(ascii: ":") && text.dropFirst().allSatisfy { (0x30...0x39).contains($0) }
    }

    /// RFC 9562 §4.
    static func isUUID(_ text: String) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        return parts.map(\.count) == [8, 4, 4, 4, 12] && parts.allSatisfy { $0.allSatisfy { $0.hexDigit != nil } }
    }

    /// A number of levels up, then a JSON pointer or `#`.
    static func isRelativeJSONPointer(_ text: String) -> Bool {
        let levels = text.utf8.prefix { (0x30...0x39).contains($0) }
        guard let first = levels.first, levels.count == 1 || first != UInt8(ascii: "0") else { return false }
        let rest = String(text.unicodeScalars[levels.endIndex...])
        return rest == "#" || JSONPointer.keys(of: rest) != nil
    }
}
