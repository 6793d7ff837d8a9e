/// A URL of another server: `http` or `https`, with a host and without user information or blanks.
public struct HTTPURL: Sendable, Hashable {
    public let text: String
    /// Whether nothing follows the authority.
    public let isOrigin: Bool

    /// Stands where a problem has been noted: a name that never resolves (RFC 6761 §6.4).
    public static let placeholder = HTTPURL(unchecked: "https://invalid.invalid")

    public init?(_ text: String) {
        let lowered = text.lowercased()
        guard let scheme = ["https://", "http://"].first(where: lowered.hasPrefix) else { return nil }
        let rest = text.dropFirst(scheme.count)
        let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        guard HostPattern(String(authority)) != nil, rest.utf8.allSatisfy({ 0x21...0x7E ~= $0 }) else { return nil }
        self.text = text
        isOrigin = authority.count == rest.count
    }

    private init(unchecked text: String) {
        self.text = text
        isOrigin = true
    }
}

/// A host that clients may name: `name`, `name:port`, or an address.
public struct HostPattern: Sendable, Hashable {
    public let text: String

    public init?(_ text: String) {
        let end = text.hasPrefix("[") ? text.firstIndex(of: "]").map(text.index(after:)) : text.firstIndex(of: ":")
        let host = text[..<(end ?? text.endIndex)]
        let port = text[host.endIndex...]
        guard !host.isEmpty, host.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || ".-_[]:".contains($0)) }),
            port.isEmpty || port.hasPrefix(":") && !port.contains("+") && UInt16(port.dropFirst()) != nil
        else { return nil }
        self.text = text
    }
}
