/// Addresses and names of hosts and mailboxes.
enum NetworkFormats {
    /// RFC 1123 §2.1: labels of letters, digits and inner hyphens. The `xn--` of another alphabet is taken as it stands.
    static func isHostname(_ text: Substring.UTF8View) -> Bool {
        guard (1...253).contains(text.count) else { return false }
        return text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy { label in
            guard (1...63).contains(label.count), label.first != UInt8(ascii: "-"), label.last != UInt8(ascii: "-"),
                !label.dropFirst(2).starts(with: "--".utf8) || label.starts(with: "xn--".utf8)
            else { return false }
            return label.allSatisfy { isAlphanumeric($0) || $0 == UInt8(ascii: "-") }
        }
    }

    /// Four numbers below 256, without zeros in front (RFC 2673 §3.2).
    static func isIPv4(_ text: Substring.UTF8View) -> Bool {
        let parts = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return parts.count == 4
            && parts.allSatisfy { part in
                guard (1...3).contains(part.count), part.allSatisfy({ (0x30...0x39).contains($0) }) else {
                    return false
                }
                return part.reduce(0) { $0 * 10 + Int($1 & 0x0F) } < 256
                    && (part.count == 1 || part.first != UInt8(ascii: "0"))
            }
    }

    /// RFC 4291 §2.2, without a zone.
    static func isIPv6(_ text: Substring.UTF8View) -> Bool {
        guard text.count <= 45 else { return false }
        let colon = UInt8(ascii: ":")
        let groups = text.split(separator: colon, omittingEmptySubsequences: false)
        var count = 0
        for (place, group) in groups.enumerated() where !group.isEmpty {
            if place == groups.count - 1, group.contains(UInt8(ascii: ".")) {
                guard isIPv4(group) else { return false }
                count += 2
            } else {
                guard group.count <= 4, group.allSatisfy({ $0.hexDigit != nil }) else { return false }
                count += 1
            }
        }
        // "::" leaves one empty group in the middle, two at an end.
        let inner = groups.dropFirst().dropLast().filter(\.isEmpty).count
        let startsEmpty = groups.first?.isEmpty ?? true
        let endsEmpty = groups.last?.isEmpty ?? true
        if groups.count == 3, inner == 1, startsEmpty, endsEmpty { return true }
        if inner == 0 { return count == 8 && !startsEmpty && !endsEmpty }
        guard inner == 1, count <= 7 else { return false }
        return (!startsEmpty || groups[1].isEmpty) && (!endsEmpty || groups[groups.count - 2].isEmpty)
    }

    /// RFC 5321 §4.1.2.
    static func isEmail(_ text: String) -> Bool {
        guard text.utf8.count <= 320, let at = text.utf8.lastIndex(of: UInt8(ascii: "@")) else { return false }
        let domain = text.utf8[text.utf8.index(after: at)...]
        return isLocalPart(text.utf8[..<at]) && (isHostname(domain) || isAddressLiteral(domain))
    }

    private static func isLocalPart(_ text: Substring.UTF8View) -> Bool {
        let quote = UInt8(ascii: "\"")
        if text.count > 2, text.first == quote, text.last == quote {
            return isQuotedString(text.dropFirst().dropLast())
        }
        return text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy { atom in
            !atom.isEmpty && atom.allSatisfy { isAlphanumeric($0) || "!#$%&'*+-/=?^_`{|}~".utf8.contains($0) }
        }
    }

    private static func isQuotedString(_ text: Substring.UTF8View) -> Bool {
        var isEscaped = false
        for byte in text {
            guard (0x20..<0x7F).contains(byte), isEscaped || byte != UInt8(ascii: "\"") else { return false }
            isEscaped = !isEscaped && byte == UInt8(ascii: "\\")
        }
        return !isEscaped
    }

    private static func isAddressLiteral(_ text: Substring.UTF8View) -> Bool {
        guard text.first == UInt8(ascii: "["), text.last == UInt8(ascii: "]") else { return false }
        let inner = text.dropFirst().dropLast()
        return inner.starts(with: "IPv6:".utf8) ? isIPv6(inner.dropFirst(5)) : isIPv4(inner)
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte)
    }
}
