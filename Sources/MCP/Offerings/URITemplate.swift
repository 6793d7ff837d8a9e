/// A URI with `{variables}` (RFC 6570 level 1), matched against whole URIs in linear time.
struct URITemplate: Sendable, Hashable {
    let text: String
    /// In the order they stand in the template.
    let variables: [String]
    /// The fixed pieces before, between and after the variables.
    private let literals: [[UInt8]]

    /// `nil` when braces do not match, a name is no name, a name comes twice, or nothing stands between two variables.
    init?(_ text: String) {
        var literals: [[UInt8]] = [[]]
        var variables: [String] = []
        var name: [UInt8]?
        for byte in text.utf8 {
            switch (byte, name) {
            case (UInt8(ascii: "{"), nil): name = []
            case (UInt8(ascii: "}"), let bytes?):
                guard !bytes.isEmpty, bytes.allSatisfy(\.isVariableName) else { return nil }
                variables.append(String(decoding: bytes, as: UTF8.self))
                literals.append([])
                name = nil
            case (UInt8(ascii: "{"), _), (UInt8(ascii: "}"), _): return nil
            case (_, nil): literals[literals.count - 1].append(byte)
            case (_, let bytes?): name = bytes + [byte]
            }
        }
        guard name == nil, Set(variables).count == variables.count else { return nil }
        guard literals.dropFirst().dropLast().allSatisfy({ !$0.isEmpty }) else { return nil }
        self.text = text
        self.variables = variables
        self.literals = literals
    }

    /// The decoded values of the variables, none of them empty; `nil` when `uri` is not of this template.
    ///
    /// A variable never runs over `/`, so the first place where the next literal fits is the only one to try.
    func match(_ uri: String) -> [String: String]? {
        let bytes = Array(uri.utf8)
        guard bytes.starts(with: literals[0]) else { return nil }
        var position = literals[0].count
        var values: [String: String] = [:]
        for (index, variable) in variables.enumerated() {
            let literal = literals[index + 1]
            let isLast = index == variables.count - 1
            guard let end = isLast ? lastEnd(bytes, literal) : first(literal, in: bytes, after: position),
                end > position, let value = Self.decode(bytes[position..<end])
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

    /// Percent-decodes once; `nil` for a `/` or what no URI holds, a broken escape, or bytes that are no UTF-8.
    private static func decode(_ bytes: ArraySlice<UInt8>) -> String? {
        guard bytes.allSatisfy(\.mayStandInValue) else { return nil }
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
    fileprivate var isVariableName: Bool {
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
