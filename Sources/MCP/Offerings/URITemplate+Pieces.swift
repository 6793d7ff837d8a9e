extension URITemplate {
    /// What a template is made of.
    enum Piece {
        case literal([UInt8])
        case variable(String, runsOverSlashes: Bool)
        case query([String])
    }

    /// The pieces of `text` in their order; `nil` when braces do not match, or hold what is no expression.
    static func pieces(of text: String) -> [Piece]? {
        var pieces: [Piece] = []
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let literal = rest.prefix { $0 != UInt8(ascii: "{") }
            guard !literal.contains(UInt8(ascii: "}")) else { return nil }
            if !literal.isEmpty { pieces.append(.literal(Array(literal))) }
            rest = rest[literal.endIndex...]
            guard rest.popFirst() != nil else { break }
            guard let end = rest.firstIndex(of: UInt8(ascii: "}")), let piece = expression(rest[..<end]) else {
                return nil
            }
            pieces.append(piece)
            rest = rest[(end + 1)...]
        }
        return pieces
    }

    private static func expression(_ bytes: ArraySlice<UInt8>) -> Piece? {
        switch bytes.first {
        case UInt8(ascii: "+"): name(bytes.dropFirst()).map { .variable($0, runsOverSlashes: true) }
        case UInt8(ascii: "?"): names(bytes.dropFirst()).map { .query($0) }
        default: name(bytes).map { .variable($0, runsOverSlashes: false) }
        }
    }

    private static func names(_ bytes: ArraySlice<UInt8>) -> [String]? {
        let parts = bytes.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
        let names = parts.compactMap(name)
        return names.count == parts.count ? names : nil
    }

    private static func name(_ bytes: ArraySlice<UInt8>) -> String? {
        guard !bytes.isEmpty, bytes.allSatisfy(\.isVariableName) else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }
}
