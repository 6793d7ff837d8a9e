/// Texts as logs show them: without the values whose names promise a secret, and without what looks like a token.
extension SecretNames {
    /// `a=b&code=xyz` → `a=b&code=[REDACTED]`
    static func masked(query: String) -> String {
        let bytes = Array(query.utf8)
        var shown: [UInt8] = []
        var start = 0
        for place in 0...bytes.count where place == bytes.count || "&;#".utf8.contains(bytes[place]) {
            shown += masked(pair: bytes[start..<place])
            if place < bytes.count { shown.append(bytes[place]) }
            start = place + 1
        }
        return String(decoding: shown, as: UTF8.self)
    }

    /// A word alone is shown when it is short: a flag, not a token.
    private static func masked(pair: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard let sign = pair.firstIndex(of: UInt8(ascii: "=")) else {
            return pair.count <= 16 ? pair : Array(redacted.utf8)[...]
        }
        let value = pair[(sign + 1)...]
        let isSecret = isSecret(parameter: pair[..<sign]) || holdsSecret(value) || holdsCredentials(value)
        guard !isSecret else { return pair[...sign] + redacted.utf8 }
        return pair[...sign] + masked(value: value)
    }

    /// `/mcp;token=xyz` → `/mcp[REDACTED]`
    static func masked(path: String) -> String {
        let mayHide = path.utf8.contains {
            $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: "%") || $0 == UInt8(ascii: "J")
        }
        guard mayHide else { return path }
        let bytes = Array(path.utf8)
        guard holdsSecret(bytes[...]) else { return String(decoding: masked(value: bytes[...]), as: UTF8.self) }
        return String(decoding: bytes.prefix { !";&%=".utf8.contains($0) }, as: UTF8.self) + redacted
    }

    /// A URI, or a part of one: without its user, its path as a path, and what stands behind it as a query.
    static func masked(uri: String) -> String {
        guard uri.utf8.contains(where: \.mayHideInURI) else { return uri }
        let bytes = Array(uri.utf8)
        let place = withoutUser(bytes.prefix { !"?#".utf8.contains($0) })
        let rest = bytes.drop { !"?#".utf8.contains($0) }
        let path = masked(path: String(decoding: place, as: UTF8.self))
        guard let mark = rest.first else { return path }
        let query = masked(query: String(decoding: rest.dropFirst(), as: UTF8.self))
        return path + String(Character(Unicode.Scalar(mark))) + query
    }

    /// `https://user:word@host/` → `https://[REDACTED]@host/`
    private static func withoutUser(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let slash = UInt8(ascii: "/")
        guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), bytes[(colon + 1)...].starts(with: [slash, slash])
        else { return bytes }
        let start = colon + 3
        let authority = bytes[start...].prefix { $0 != slash }
        guard let at = authority.lastIndex(of: UInt8(ascii: "@")) else { return bytes }
        return bytes[..<start] + redacted.utf8 + bytes[at...]
    }

    /// Whether a pair whose name promises a secret stands in it, however it is encoded.
    private static func holdsSecret(_ text: ArraySlice<UInt8>) -> Bool {
        guard text.contains(where: { $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: "%") }) else { return false }
        return Array(text).percentDecoded.split(whereSeparator: { "?&;#/".utf8.contains($0) }).contains { piece in
            piece.firstIndex(of: UInt8(ascii: "=")).map { isSecret(parameter: piece[..<$0]) } ?? false
        }
    }

    /// `Bearer%20xyz`, `Basic+xyz`
    private static func holdsCredentials(_ value: ArraySlice<UInt8>) -> Bool {
        guard value.first?.lowercased == UInt8(ascii: "b") else { return false }
        let text = Array(value).percentDecoded.map { $0 == UInt8(ascii: "+") ? UInt8(ascii: " ") : $0 }
        return scheme(of: text[...]) != nil
    }

    /// A value by its shape: a JWT in it, and the credentials behind the name of a scheme, are left out.
    static func masked(value: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        if let scheme = scheme(of: value) { return scheme + redacted.utf8 }
        guard let token = token(in: value) else { return value }
        return value[..<token.lowerBound] + redacted.utf8 + masked(value: value[token.upperBound...])
    }

    private static func scheme(of value: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard value.first?.lowercased == UInt8(ascii: "b") else { return nil }
        for scheme in ["bearer ", "basic "] where value.count > scheme.utf8.count {
            let start = value.prefix(scheme.utf8.count)
            if start.elementsEqual(scheme.utf8, by: { $0.lowercased == $1 }) { return start }
        }
        return nil
    }

    /// Where a JWT stands: `eyJ` is what an object begins with in base64, and a dot ends it.
    private static func token(in text: ArraySlice<UInt8>) -> Range<Int>? {
        var isInside = false
        for start in text.indices {
            defer { isInside = text[start].standsInToken }
            guard !isInside, text[start] == UInt8(ascii: "e"), text[start...].starts(with: "eyJ".utf8) else { continue }
            let token = text[start...].prefix(while: \.standsInToken)
            if token.contains(UInt8(ascii: ".")) { return token.indices }
        }
        return nil
    }
}

extension UInt8 {
    fileprivate var standsInToken: Bool {
        lowercased &- 0x61 < 26 || self &- 0x30 < 10 || self == 0x2d || self == 0x2e || self == 0x5f
    }
}

extension UInt8 {
    /// Whether a URI without such a byte has nothing to hide. Asked of each byte of each name in the log.
    fileprivate var mayHideInURI: Bool {
        switch self {
        case UInt8(ascii: "?"), UInt8(ascii: "#"), UInt8(ascii: "@"), UInt8(ascii: "="), UInt8(ascii: "%"),
            UInt8(ascii: "J"):
            true
        default: false
        }
    }
}
