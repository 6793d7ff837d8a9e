/// A URI with variables (RFC 6570), matched against whole URIs in linear time.
///
/// Of the expressions there are `{name}`, anything up to the next `/`; `{+path}` at the end, which runs over `/` too;
/// and behind everything else `{?text,limit}`, a query of which every part may be left out.
struct URITemplate: Sendable, Hashable {
    let text: String
    /// In the order they stand in the template.
    var variables: [String] { pathVariables + queryVariables }
    private let pathVariables: [String]
    private let queryVariables: [String]
    /// The fixed pieces before, between and after the variables of the path.
    private let literals: [[UInt8]]
    /// Whether the last variable of the path is one with `+`.
    private let isOpenEnded: Bool

    /// `nil` when braces do not match, a name is no name, a name comes twice, nothing stands between two variables, or
    /// something stands behind a variable that must be the last.
    init?(_ text: String) {
        guard let pieces = Self.pieces(of: text) else { return nil }
        var literals: [[UInt8]] = [[]]
        var path: [String] = []
        var query: [String] = []
        var isOpenEnded = false
        for piece in pieces {
            guard query.isEmpty else { return nil }
            switch piece {
            case .literal(let bytes):
                guard !isOpenEnded else { return nil }
                literals[literals.count - 1] += bytes
            case .variable(let name, let isOpen):
                guard !isOpenEnded else { return nil }
                path.append(name)
                literals.append([])
                isOpenEnded = isOpen
            case .query(let names): query = names
            }
        }
        guard Set(path + query).count == path.count + query.count else { return nil }
        guard literals.dropFirst().dropLast().allSatisfy({ !$0.isEmpty }) else { return nil }
        self.text = text
        self.literals = literals
        self.isOpenEnded = isOpenEnded
        pathVariables = path
        queryVariables = query
    }

    /// The decoded values of the variables, none of those of the path empty; `nil` when `uri` is not of this template.
    func match(_ uri: String) -> [String: String]? {
        let bytes = Array(uri.utf8)
        guard !queryVariables.isEmpty, let mark = bytes.firstIndex(of: UInt8(ascii: "?")) else {
            return matchPath(bytes)
        }
        guard var values = matchPath(Array(bytes[..<mark])) else { return nil }
        for part in bytes[(mark + 1)...].split(separator: UInt8(ascii: "&"), omittingEmptySubsequences: false) {
            let sides = part.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            let name = sides.first.map { String(decoding: $0, as: UTF8.self) } ?? ""
            guard queryVariables.contains(name), values[name] == nil, sides.count == 2,
                let value = Self.decode(sides[1], runsOver: true)
            else { return nil }
            values[name] = value
        }
        return values
    }

    /// A variable without `+` never runs over `/`, so the first place where the next literal fits is the only one to
    /// try.
    private func matchPath(_ bytes: [UInt8]) -> [String: String]? {
        guard bytes.starts(with: literals[0]) else { return nil }
        var position = literals[0].count
        var values: [String: String] = [:]
        for (index, variable) in pathVariables.enumerated() {
            let literal = literals[index + 1]
            let isLast = index == pathVariables.count - 1
            guard let end = isLast ? lastEnd(bytes, literal) : first(literal, in: bytes, after: position),
                end > position, let value = Self.decode(bytes[position..<end], runsOver: isLast && isOpenEnded)
            else { return nil }
            values[variable] = value
            position = end + literal.count
        }
        return position == bytes.count ? values : nil
    }

    private func lastEnd(_ bytes: [UInt8], _ literal: [UInt8]) -> Int? {
        let end = bytes.count - literal.count
        return end >= 0 && bytes[end...].elementsEqual(literal) ? end : nil
    }

    private func first(_ literal: [UInt8], in bytes: [UInt8], after position: Int) -> Int? {
        var start = position + 1
        while start + literal.count <= bytes.count {
            if bytes[start..<start + literal.count].elementsEqual(literal) { return start }
            start += 1
        }
        return nil
    }

    /// Percent-decodes once; `nil` for what no URI holds, a `/` that the variable may not run over, a broken escape, or
    /// bytes that are no UTF-8.
    private static func decode(_ bytes: ArraySlice<UInt8>, runsOver slashes: Bool) -> String? {
        guard bytes.allSatisfy({ $0.mayStandInValue || slashes && $0 == UInt8(ascii: "/") }) else { return nil }
        var decoded: [UInt8] = []
        decoded.reserveCapacity(bytes.count)
        var rest = bytes
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                decoded.append(byte)
                continue
            }
            guard let high = rest.popFirst()?.hexDigit, let low = rest.popFirst()?.hexDigit else { return nil }
            decoded.append(high << 4 | low)
        }
        return String(validating: decoded, as: UTF8.self)
    }
}

extension UInt8 {
    /// Whether a value may hold the byte as it is; bytes beyond ASCII are let through (RFC 3987).
    fileprivate var mayStandInValue: Bool {
        switch self {
        case 0...0x20, 0x7f, UInt8(ascii: "/"), UInt8(ascii: "{"), UInt8(ascii: "}"): false
        default: true
        }
    }
    var isVariableName: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): true
        default: false
        }
    }
    fileprivate var hexDigit: UInt8? {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
