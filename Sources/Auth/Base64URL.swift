/// Base64url without padding (RFC 4648 §5), as it stands in headers, URLs and cookies.
enum Base64URL {
    static func text(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count * 4 + 2) / 3)
        var index = 0
        while index < bytes.count {
            let count = min(3, bytes.count - index)
            var bits = UInt32(bytes[index]) << 16
            if count > 1 { bits |= UInt32(bytes[index + 1]) << 8 }
            if count > 2 { bits |= UInt32(bytes[index + 2]) }
            for place in 0...count { text.append(alphabet[Int(bits >> (18 - 6 * UInt32(place))) & 63]) }
            index += 3
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The bytes of a text that `text(_:)` may have made; `nil` for every other spelling.
    static func bytes(_ text: String) -> [UInt8]? { bytes(of: text.utf8.span) }

    static func bytes(of text: borrowing Span<UInt8>) -> [UInt8]? {
        let values = values.span
        let rest = text.count % 4
        // A whole sextet too many.
        guard rest != 1 else { return nil }
        let whole = text.count - rest
        // The bits of all values together: a letter that is none sets one that no value has.
        var seen: UInt32 = 0
        var bytes: [UInt8] = []
        bytes.append(addingCapacity: text.count * 3 / 4) { output in
            var index = 0
            while index < whole {
                let four = text.extracting(index..<index + 4)
                let (first, second) = (values[Int(four[0])], values[Int(four[1])])
                let (third, fourth) = (values[Int(four[2])], values[Int(four[3])])
                let bits = first << 18 | second << 12 | third << 6 | fourth
                seen |= first | second | third | fourth
                output.append(UInt8(truncatingIfNeeded: bits >> 16))
                output.append(UInt8(truncatingIfNeeded: bits >> 8))
                output.append(UInt8(truncatingIfNeeded: bits))
                index += 4
            }
        }
        guard rest > 0 else { return seen < 64 ? bytes : nil }
        var bits: UInt32 = 0
        for index in whole..<text.count {
            let value = values[Int(text[index])]
            seen |= value
            bits = bits << 6 | value
        }
        // Bits that say nothing: another spelling of the same bytes.
        let slack = UInt32(6 * rest % 8)
        guard seen < 64, bits & ((1 << slack) - 1) == 0 else { return nil }
        bits >>= slack
        if rest == 3 { bytes.append(UInt8(truncatingIfNeeded: bits >> 8)) }
        bytes.append(UInt8(truncatingIfNeeded: bits))
        return bytes
    }

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
    private static let values: [UInt32] = {
        var values = [UInt32](repeating: 64, count: 256)
        for (value, character) in alphabet.enumerated() { values[Int(character)] = UInt32(value) }
        return values
    }()
}
