/// A URI or a reference relative to one, cut into its parts (RFC 3986 §3).
struct URIReference: Hashable {
    private var scheme: String?
    private(set) var authority: String?
    private(set) var path: String
    private(set) var query: String?
    private(set) var fragment: String?

    init(_ text: String) {
        var rest = Substring(text)
        fragment = Self.cut(&rest, behind: "#")
        query = Self.cut(&rest, behind: "?")
        if let colon = rest.unicodeScalars.firstIndex(of: ":"), Self.isScheme(rest[..<colon]) {
            scheme = rest[..<colon].lowercased()
            rest = rest[rest.unicodeScalars.index(after: colon)...]
        }
        if rest.hasPrefix("//") {
            rest = rest.dropFirst(2)
            let end = rest.unicodeScalars.firstIndex(of: "/") ?? rest.endIndex
            authority = String(rest[..<end])
            rest = rest[end...]
        }
        path = String(rest)
    }

    var isAbsolute: Bool { scheme != nil }
    var hasFragment: Bool { fragment?.isEmpty == false }

    /// Without its fragment.
    var document: String {
        (scheme.map { $0 + ":" } ?? "") + (authority.map { "//" + $0 } ?? "") + path + (query.map { "?" + $0 } ?? "")
    }

    /// What this means where `base` is the URI of the document (RFC 3986 §5.2.2).
    func resolved(against base: Self) -> Self {
        var target = self
        if scheme == nil {
            target.scheme = base.scheme
            if authority == nil {
                target.authority = base.authority
                if path.isEmpty {
                    target.path = base.path
                    target.query = query ?? base.query
                } else if !path.utf8.starts(with: "/".utf8) {
                    target.path = base.path(joinedWith: path)
                }
            }
        }
        if !path.isEmpty { target.path = Self.withoutDots(target.path) }
        return target
    }

    private func path(joinedWith relative: String) -> String {
        if authority != nil, path.isEmpty { return "/" + relative }
        guard let slash = path.unicodeScalars.lastIndex(of: "/") else { return relative }
        return path[...slash] + relative
    }

    /// RFC 3986 §5.2.4, of a path that begins with a slash; others have no folders.
    private static func withoutDots(_ path: String) -> String {
        guard path.utf8.starts(with: "/".utf8) else { return path }
        let parts = path.unicodeScalars.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
        var kept: [String] = []
        for (place, part) in parts.enumerated() {
            let part = String(part)
            let isLast = place == parts.count - 1
            switch part {
            case ".": if isLast { kept.append("") }
            case "..":
                _ = kept.popLast()
                if isLast { kept.append("") }
            default: kept.append(part)
            }
        }
        return "/" + kept.joined(separator: "/")
    }

    /// Cuts `rest` at the first `mark`, and gives what stood behind it.
    private static func cut(_ rest: inout Substring, behind mark: Unicode.Scalar) -> String? {
        guard let place = rest.unicodeScalars.firstIndex(of: mark) else { return nil }
        let tail = String(rest[rest.unicodeScalars.index(after: place)...])
        rest = rest[..<place]
        return tail
    }

    private static func isScheme(_ text: Substring) -> Bool {
        guard let first = text.utf8.first, (0x61...0x7A).contains(first | 0x20) else { return false }
        return text.utf8.allSatisfy { byte in
            (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || [0x2B, 0x2D, 0x2E].contains(byte)
        }
    }
}

extension String {
    /// With `%41` as `A`; `nil` when that is not UTF-8.
    var percentDecoded: String? {
        guard utf8.contains(UInt8(ascii: "%")) else { return self }
        var bytes: [UInt8] = []
        var rest = utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard let high = rest.popFirst()?.hexDigit, let low = rest.popFirst()?.hexDigit else { return nil }
            bytes.append(high << 4 | low)
        }
        return String(validating: bytes, as: UTF8.self)
    }
}

extension UInt8 {
    var hexDigit: UInt8? {
        switch self {
        case 0x30...0x39: self - 0x30
        case 0x41...0x46, 0x61...0x66: (self & 0x0F) + 9
        default: nil
        }
    }
}
