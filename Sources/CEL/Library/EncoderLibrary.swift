extension Library {
    static let encoders: [Function] = [
        .global("base64.encode", .init(.bytes, to: .string)) { (bytes, meter) throws(CELFailure) in
            let bytes = try bytes.asBytes()
            try meter.charge(bytes: 4 * bytes.count)
            return .string(Base64.text(of: bytes))
        },
        .global("base64.decode", .init(.string, to: .bytes)) { (text, meter) throws(CELFailure) in
            let text = try text.asString()
            try meter.charge(bytes: text.utf8.count)
            guard let bytes = Base64.bytes(of: text) else { throw .unreadable(text, "base64") }
            return .bytes(bytes)
        }.preparing(.literal),
    ]
}

/// Base64 with the alphabet of RFC 4648 §4; the padding may be left out.
enum Base64 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    static func text(of bytes: [UInt8]) -> String {
        var output: [UInt8] = []
        output.reserveCapacity((bytes.count + 2) / 3 * 4)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
            for place in 0..<4 {
                output.append(place > group.count ? UInt8(ascii: "=") : alphabet[bits >> (18 - 6 * place) & 0x3F])
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// `nil` when it is no Base64.
    static func bytes(of text: String) -> [UInt8]? {
        var digits = Array(text.utf8)
        let padding = digits.count.isMultiple(of: 4) ? digits.suffix(2).count { $0 == UInt8(ascii: "=") } : 0
        digits.removeLast(padding)
        guard digits.count % 4 != 1 else { return nil }
        var output: [UInt8] = []
        var bits = 0
        var count = 0
        for digit in digits {
            guard let value = value(of: digit) else { return nil }
            bits = (bits << 6 | value) & 0xFFFF
            count += 6
            if count >= 8 {
                count -= 8
                output.append(UInt8(truncatingIfNeeded: bits >> count))
            }
        }
        return output
    }

    private static func value(of digit: UInt8) -> Int? {
        switch digit {
        case 0x41...0x5A: Int(digit) - 0x41
        case 0x61...0x7A: Int(digit) - 0x61 + 26
        case 0x30...0x39: Int(digit) - 0x30 + 52
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }
}
